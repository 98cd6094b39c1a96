using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tandem.CloudApi.Graph;
using Tandem.Fuzz.Tests.Making;

namespace Tandem.Fuzz.Tests.Graph;

/// <summary>
/// Mutated answers of Graph through the readers: none throws, and none takes an answer for more than it says. "Sent" or
/// "not sent" that is not there would be believed for ever; what cannot be read is only uncertain.
/// </summary>
public sealed partial class AnswerFuzzTests(ITestOutputHelper output)
{
    private static readonly int Inputs = TestSize.Of("TANDEM_FUZZ_ANSWERS", usual: 60_000, full: 3_000_000);

    private static readonly int[] Statuses = [200, 200, 200, 201, 204, 302, 400, 401, 429, 500, 502, 0];

    private readonly SortedDictionary<string, int> _read = new(StringComparer.Ordinal);

    [Fact]
    public void No_answer_breaks_a_reader_or_is_taken_for_more_than_it_says()
    {
        var mill = new SmallMill(TestSize.Seed, Answers.All);
        var chance = new Random(TestSize.Seed);
        for (var n = 0; n < Inputs; n++)
        {
            var answer = new GraphAnswer(Statuses[chance.Next(Statuses.Length)], [], mill.Next());
            try
            {
                Check(answer);
            }
            catch (Exception wrong)
            {
                throw new InvalidOperationException(
                    $"seed {TestSize.Seed}, answer {n}: {answer.Status} {Convert.ToBase64String(answer.Body.Span)}",
                    wrong);
            }
        }

        output.WriteLine(string.Join(", ", _read.Select(kind => $"{kind.Key} {kind.Value}")));
        foreach (var kind in (string[])["sent", "done", "refused", "unreadable", "node", "sync taken"])
            Assert.True(_read.GetValueOrDefault(kind) > Inputs / 200, $"{_read.GetValueOrDefault(kind)} {kind}");
    }

    private void Check(GraphAnswer answer)
    {
        using var document = Parse(answer.Body);
        var root = document?.RootElement is { ValueKind: JsonValueKind.Object } json ? json : default;
        switch (SendAnswer.Read(answer))
        {
            case SendAnswer.Accepted accepted:
                Count("sent");
                Assert.InRange(answer.Status, 200, 299);
                Assert.NotEmpty(accepted.Wamid);
                Says(Member(Member(root, "messages")[0], "id"), accepted.Wamid);
                Assert.Null(ErrorCodeOf(root));
                break;
            case SendAnswer.Done:
                Count("done");
                Assert.InRange(answer.Status, 200, 299);
                Assert.Equal(JsonValueKind.True, Member(root, "success").ValueKind);
                Assert.Null(ErrorCodeOf(root));
                break;
            case SendAnswer.Refused refused:
                Count("refused");
                Assert.Equal(ErrorCodeOf(root), refused.Error.Code);
                break;
            default:
                Count("unreadable");
                break;
        }

        CheckNode(answer, root);
        CheckSync(answer, root);
    }

    private void CheckNode(GraphAnswer answer, JsonElement root)
    {
        if (NumberAnswer.Read(answer) is not NumberAnswer.Known known)
            return;

        Count("node");
        Assert.Equal((200, JsonValueKind.Object, null), (answer.Status, root.ValueKind, ErrorCodeOf(root)));
        if (known.IsOnBizApp is { } isOn)
            Assert.Equal(isOn ? JsonValueKind.True : JsonValueKind.False, Member(root, "is_on_biz_app").ValueKind);
        if (known.PlatformType is { } type)
            Says(Member(root, "platform_type"), type);
    }

    private void CheckSync(GraphAnswer answer, JsonElement root)
    {
        if (SyncAnswer.Read(answer) is not SyncAnswer.Taken taken)
            return;

        Count("sync taken");
        Assert.Equal((200, null), (answer.Status, ErrorCodeOf(root)));
        Assert.NotEmpty(taken.RequestId);
        Says(Member(root, "request_id"), taken.RequestId);
    }

    private void Count(string kind) => _read[kind] = _read.GetValueOrDefault(kind) + 1;

    // Half a surrogate pair stands for the character that says so: no text can hold it.
    private static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            var text = Encoding.UTF8.GetString(body.Span);
            return JsonDocument.Parse(
                Escapes().Replace(text, escape => escape.Groups["half"].Success ? "\\ufffd" : escape.Value));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement Member(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var member) ? member : default;

    private static int? ErrorCodeOf(JsonElement root) => Member(Member(root, "error"), "code") switch
    {
        { ValueKind: JsonValueKind.Number } code => code.TryGetInt32(out var number) ? number : null,
        { ValueKind: JsonValueKind.String } code =>
            int.TryParse(code.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? number : null,
        _ => null,
    };

    private static void Says(JsonElement at, string text) =>
        Assert.Equal(at.ValueKind == JsonValueKind.Number ? at.GetRawText() : at.GetString(), text);

    [GeneratedRegex(@"\\[^u]|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
        + @"|(?<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})")]
    private static partial Regex Escapes();
}
