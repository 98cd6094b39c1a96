using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tandem.CloudApi.Errors;
using Tandem.Engine.Registry;
using Tandem.Hub.Api;
using Tandem.Hub.DropIn;

namespace Tandem.Hub.Access;

/// <summary>Proves who calls by a key of ours.</summary>
/// <remarks>
/// On <c>/v1</c> the key is a Bearer token. On Graph's paths it may also be <c>access_token</c> in the query or in a
/// form, and refusals have Meta's envelope.
/// </remarks>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logs,
    UrlEncoder encoder,
    KeyRing keys) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "key";

    private bool IsGraph => Context.GetEndpoint()?.Metadata.GetMetadata<GraphPathMetadata>() is not null;

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var text = Bearer() ?? (IsGraph ? await GraphToken.FindAsync(Request, Context.RequestAborted) : null);
        if (text is null)
            return AuthenticateResult.NoResult();

        if (await keys.FindAsync(text, Context.RequestAborted) is not { } key)
            return AuthenticateResult.Fail("no such key");

        Context.Features.Set(key);
        return AuthenticateResult.Success(
            new AuthenticationTicket(Caller.Of(key).ToPrincipal(SchemeName), SchemeName));
    }

    /// <inheritdoc/>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var hasToken = (await AuthenticateAsync()).Failure is not null;
        if (IsGraph)
        {
            await GraphReply.WriteAsync(Context, hasToken ? GraphRefusals.BadToken : GraphRefusals.NoToken);
            return;
        }

        Response.Headers.WWWAuthenticate = "Bearer";
        await (hasToken ? Problems.KeyUnknown : Problems.KeyMissing).ExecuteAsync(Context);
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        IsGraph
            ? GraphReply.WriteAsync(Context, GraphErrors.Of(10))
            : Problems.Forbidden(Lack()).ExecuteAsync(Context);

    // The policies of /v1 are named as what they need.
    private string Lack() =>
        Context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>()?.Policy is not { } policy
            ? "This key cannot make this call."
        : policy == AccessSetup.Owner ? "Only the owner's key may make this call."
        : $"The key lacks the scope '{policy}': make one that has it, or use the owner's.";

    private string? Bearer()
    {
        var values = Request.Headers.Authorization;
        if (values is not [{ } header])
            return null;

        foreach (var scheme in (ReadOnlySpan<string>)["Bearer ", "OAuth "])
        {
            if (header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                return header[scheme.Length..].Trim();
        }

        return null;
    }
}
