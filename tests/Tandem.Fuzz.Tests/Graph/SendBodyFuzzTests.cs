using Tandem.CloudApi.Errors;
using Tandem.CloudApi.Sending;
using Tandem.Fuzz.Tests.Making;

namespace Tandem.Fuzz.Tests.Graph;

/// <summary>
/// Mutated bodies of <c>POST …/messages</c>: each is refused with a whole error, or goes on with the hub's mark on it
/// and nothing else changed. A mark that is not there, or stands beside another, is a send that no status settles.
/// </summary>
public sealed class SendBodyFuzzTests(ITestOutputHelper output)
{
    private const string Mark = "td1:inst:n1-42";
    private const string MarkName = "biz_opaque_callback_data";

    private static readonly int Inputs = TestSize.Of("TANDEM_FUZZ_SENDS", usual: 60_000, full: 3_000_000);

    [Fact]
    public void No_body_breaks_the_reader_and_what_goes_on_is_what_came_with_our_mark()
    {
        var mill = new SmallMill(TestSize.Seed, Sends.All);
        var taken = 0;
        for (var n = 0; n < Inputs; n++)
        {
            var body = mill.Next();
            try
            {
                taken += Check(body) ? 1 : 0;
            }
            catch (Exception wrong)
            {
                throw new InvalidOperationException(
                    $"seed {TestSize.Seed}, body {n}: {Convert.ToBase64String(body)}", wrong);
            }
        }

        output.WriteLine($"seed {TestSize.Seed}: {Inputs} bodies, {taken} taken");
        Assert.InRange(taken, Inputs / 10, Inputs * 9 / 10);
    }

    private static bool Check(byte[] json)
    {
        var (body, refusal) = SendBody.Read(json);
        if (body is null)
        {
            Assert.Equal(refusal!.Code, GraphErrors.TryRead(GraphErrors.Write(refusal))?.Code);
            return false;
        }

        Assert.Null(refusal);
        body.ReadTyped();
        var (marked, secondRefusal) = SendBody.Read(body.WithCallbackData(Mark));
        Assert.Null(secondRefusal);
        Assert.Equal(OthersOf(body), OthersOf(marked!));
        var marks = marked!.Root.EnumerateObject().Where(member => member.Name == MarkName).ToList();
        Assert.NotEmpty(marks);
        Assert.All(marks, mark => Assert.Equal(Mark, mark.Value.GetString()));
        Assert.Equal(
            (body.To, body.Recipient, body.Type, body.IsReadReceipt, body.ContextMessageId),
            (marked.To, marked.Recipient, marked.Type, marked.IsReadReceipt, marked.ContextMessageId));
        return true;
    }

    private static List<(string Name, string Value)> OthersOf(SendBody body) =>
    [
        .. body.Root.EnumerateObject().Where(member => member.Name != MarkName)
            .Select(member => (member.Name, member.Value.GetRawText())),
    ];
}
