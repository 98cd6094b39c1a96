using System.Security.Cryptography;
using System.Text;
using CsCheck;

namespace Tandem.Platform.Tests.Limits;

public sealed class LimitDeterminismTests
{
    private static readonly string[] Templates = ["hello_world", "spring_sale", "summer"];
    private static readonly string[] Tiers = ["TIER_250", "TIER_2K", "TIER_UNLIMITED"];

    [Fact]
    public void The_same_seed_and_acts_give_the_same_outputs_byte_for_byte() =>
        Gen.Select(Gen.ULong, Gen.Byte.Array[1, 80]).Sample((seed, script) =>
            Assert.Equal(Digest(seed, script), Digest(seed, script)), iter: 40);

    [Fact]
    public void Limits_that_nobody_meets_draw_no_lots()
    {
        var off = Deliveries(options => options with
        {
            PacingAfter = null,
            MarketingPerCustomer = null,
            ManagementCallsPerHour = null,
            Enforcement = false,
        });
        Assert.Equal(Deliveries(options => options), off);

        static List<string> Deliveries(Func<PlatformOptions, PlatformOptions> change)
        {
            var stage = new Stage(change);
            for (var i = 0; i < 10; i++)
            {
                stage.CustomerSays("""{"text":{"body":"hi"}}""", Acting.Customer(i));
                stage.SendText("Hello", Acting.Customer(i));
                stage.SendTemplate("spring_sale", Acting.Customer(i), "you");
                stage.Run(TimeSpan.FromSeconds(1));
            }

            stage.Run(TimeSpan.FromHours(1));
            return [.. stage.Ledger.Select(line => line.ToString())];
        }
    }

    private static string Digest(ulong seed, byte[] script)
    {
        var stage = new Stage(options => options with
        {
            Seed = seed,
            PacingAfter = 3,
            RatedFromComplaints = 1,
            SpamComplaints = 2,
        });
        stage.CreateTemplate("summer", "MARKETING", "Hi {{1}}!");
        foreach (var act in script)
            Act(stage, act);
        stage.Run(TimeSpan.FromDays(40));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var output in stage.Outputs)
        {
            hash.AppendData(output switch
            {
                PlatformOutput.GraphAnswered answer => answer.Body.Span,
                PlatformOutput.WebhookPosted post => post.Body.Span,
                _ => Encoding.UTF8.GetBytes(output.ToString()),
            });
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static void Act(Stage stage, byte act)
    {
        var customer = Acting.Customer(act % 7);
        switch (act % 9)
        {
            case 0:
                stage.Blocks(customer, blocked: act % 2 == 0);
                break;
            case 1:
                stage.Reports(customer);
                break;
            case 2:
                stage.Prefers(customer, marketing: act % 2 == 0);
                break;
            case 3:
                stage.Act(new PlatformInput.SetMessagingLimit(1, Stage.WabaId, Tiers[act % 3]));
                break;
            case 4:
                stage.Act(new PlatformInput.Violate(1, Stage.WabaId, "SPAM"));
                break;
            case 5:
                stage.Run(TimeSpan.FromHours(act));
                break;
            case 6:
                stage.Act(new PlatformInput.RotateToken(1, Stage.WabaId));
                break;
            default:
                stage.SendTemplate(Templates[act % 3], customer, "you");
                break;
        }
    }
}
