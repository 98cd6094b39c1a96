using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tandem.Engine.Storing;

namespace Tandem.Hub.Hosting;

/// <summary>The name of this installation: it is in the mark of every send, so it must never change.</summary>
internal static class Installation
{
    private static readonly RowKey Key = new(RowKinds.Setting, "installation");

    /// <summary>The name; made at the first start.</summary>
    public static async Task<string> NameAsync(IBook book, CancellationToken ct)
    {
        while (true)
        {
            if (await book.ReadAsync([Key], ct) is [var row])
                return JsonElement.Parse(row.Body.Span).GetProperty("name").GetString()!;

            var name = RandomNumberGenerator.GetHexString(8, lowercase: true);
            var body = Encoding.UTF8.GetBytes($$"""{"name":"{{name}}"}""");
            try
            {
                await book.CommitAsync(
                    new Commit(
                        new Owner("installation"), Epoch: 0, [new RowChange(Key, null, 0, body, ExpectedVersion: 0)],
                        [], [], []),
                    ct);
            }
            catch (VersionConflictException)
            {
                // Another process was first: read what it wrote.
            }
        }
    }
}
