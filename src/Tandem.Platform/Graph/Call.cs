using Tandem.Platform.Accounts;

namespace Tandem.Platform.Graph;

/// <summary>A call with its path taken apart and its token found.</summary>
internal sealed record Call(
    PlatformInput.GraphRequested Request,
    string Method,
    string Version,
    string[] Segments,
    string? Token,
    GraphParameters Parameters)
{
    public bool Is(string method) => string.Equals(Method, method, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the token may see an account: its own, or that of its app.</summary>
    public bool Sees(Account account) => account.Opens(Token);

    public Refusal UnknownObject() => Refusal.UnknownObject(Method, Segments[0]);

    public string? Header(string name)
    {
        foreach (var field in Request.Headers)
        {
            if (string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase))
                return field.Value;
        }

        return null;
    }
}
