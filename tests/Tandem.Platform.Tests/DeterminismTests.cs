using System.Security.Cryptography;
using System.Text;
using CsCheck;

namespace Tandem.Platform.Tests;

public sealed class DeterminismTests
{
    [Fact]
    public void The_same_seed_and_inputs_give_the_same_outputs_byte_for_byte() =>
        Gen.Select(Gen.ULong, Gen.Byte.Array[1, 60]).Sample((seed, script) =>
            Assert.Equal(Digest(seed, script), Digest(seed, script)), iter: 50);

    [Fact]
    public void Another_seed_gives_another_run() =>
        Assert.NotEqual(Digest(1, [0, 1, 2, 3, 4]), Digest(2, [0, 1, 2, 3, 4]));

    [Fact]
    public void How_often_time_is_looked_at_does_not_change_what_happens()
    {
        Assert.Equal(Delivered(TimeSpan.FromMinutes(3)), Delivered(TimeSpan.FromMilliseconds(7)));

        static List<string> Delivered(TimeSpan step)
        {
            var mind = new PlatformMind(new()
            {
                Accounts = [AccountSetup.LuckyShrub(Stage.Token, Stage.Secret) with { CallbackUrl = Stage.Url }],
                BatchWindow = TimeSpan.Zero,
            });
            var body = """{"text":{"body":"hi"}}"""u8.ToArray();
            var lines = new List<string>();
            mind.Step(new PlatformInput.CustomerSays(1, "anna", Stage.NumberId, body), Stage.Start);
            mind.Step(new PlatformInput.OwnerSays(2, Stage.NumberId, "anna", body), Stage.Start);
            for (var now = Stage.Start; now < Stage.Start + TimeSpan.FromMinutes(3); now += step)
                Collect(mind.Step(new PlatformInput.TimePassed(), now));
            Collect(mind.Step(new PlatformInput.TimePassed(), Stage.Start + TimeSpan.FromMinutes(3)));
            return lines;

            void Collect(IReadOnlyList<PlatformOutput> outputs) => lines.AddRange(outputs
                .OfType<PlatformOutput.LedgerWritten>().Select(output => output.Line.ToString()));
        }
    }

    private static string Digest(ulong seed, byte[] script)
    {
        var stage = new Stage(options => options with { Seed = seed });
        var count = 0;
        stage.Endpoint = _ => ++count % 3 == 0 ? 500 : 200;
        foreach (var act in script)
        {
            var customer = $"customer{act % 4}";
            switch (act % 5)
            {
                case 0:
                    stage.CustomerSays("""{"text":{"body":"hi"}}""", customer);
                    break;
                case 1:
                    stage.OwnerSays("""{"text":{"body":"yes"}}""", customer);
                    break;
                case 2:
                    stage.CustomerSays("""{"type":"image","image":{}}""", customer);
                    break;
                case 3:
                    stage.SendText("Hello", "1650555000" + (act % 10));
                    break;
                default:
                    stage.Run(TimeSpan.FromSeconds(act));
                    break;
            }
        }

        stage.Run(TimeSpan.FromHours(1));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var output in stage.Outputs)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(output switch
            {
                PlatformOutput.GraphAnswered answer => string.Join('|', answer.Headers) + answer.DueAt,
                PlatformOutput.WebhookPosted post => string.Join('|', post.Headers),
                PlatformOutput.ScreenChanged screen => screen.Customer + screen.Wamid,
                _ => output.ToString(),
            }));
            hash.AppendData(output switch
            {
                PlatformOutput.GraphAnswered answer => answer.Body.Span,
                PlatformOutput.WebhookPosted post => post.Body.Span,
                _ => [],
            });
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
