using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tandem.Samples.ShopBot;

/// <summary>The two calls the bot makes. What a call came to is a value, since most refusals are ordinary.</summary>
internal sealed class CloudApi(HttpClient http, ShopBotOptions options)
{
    private readonly Uri _messages =
        new($"{options.GraphBaseUrl.AbsoluteUri.TrimEnd('/')}/{Uri.EscapeDataString(options.PhoneNumberId)}/messages");

    public Task<Outcome> MarkReadAsync(string wamid, CancellationToken ct) =>
        PostAsync(new ReadMark(wamid), ShopBotJson.Default.ReadMark, null, ct);

    /// <param name="answer">The text and whom it is for.</param>
    /// <param name="once">The same key for the same attempt: a hub sends it once. Meta ignores it.</param>
    /// <param name="ct">Ends the call.</param>
    public Task<Outcome> SendAsync(Outgoing answer, string once, CancellationToken ct) =>
        PostAsync(answer, ShopBotJson.Default.Outgoing, once, ct);

    private async Task<Outcome> PostAsync<T>(T body, JsonTypeInfo<T> shape, string? once, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _messages);
        request.Content = JsonContent.Create(body, shape);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.AccessToken);
        if (once is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", once);

        try
        {
            using var response = await http.SendAsync(request, ct);
            return response.IsSuccessStatusCode ? Outcome.Done : Refused(await response.Content.ReadAsStringAsync(ct));
        }
        catch (HttpRequestException problem) when (problem.HttpRequestError is HttpRequestError.ConnectionError)
        {
            return new Outcome(OutcomeKind.NothingSent, "nobody answers at the base URL");
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException
            && !ct.IsCancellationRequested)
        {
            return new Outcome(OutcomeKind.Unknown, "the connection broke before an answer came");
        }
    }

    private static Outcome Refused(string body)
    {
        GraphError? error = null;
        try
        {
            error = JsonSerializer.Deserialize(body, ShopBotJson.Default.Refusal)?.Error;
        }
        catch (JsonException)
        {
            // A proxy's page instead of Graph's error: as good as no answer.
        }

        if (error is null)
            return new Outcome(OutcomeKind.Unknown, "an answer that is not Graph's");

        var words = $"{error.Code}/{error.ErrorSubcode ?? 0} {error.ErrorData?.Details ?? error.Message}";
        return error.Code switch
        {
            // Too fast: for the app, the account, the number, the pair of number and customer. Nothing was sent.
            4 or 80007 or 130429 or 131056 => new Outcome(OutcomeKind.NothingSent, words),
            // Something went wrong inside: it may have been sent.
            1 or 2 or 131000 or 131016 => new Outcome(OutcomeKind.Unknown, words),
            _ => new Outcome(OutcomeKind.Refused, words),
        };
    }
}

/// <summary>What a call came to, and in the platform's words why.</summary>
internal sealed record Outcome(OutcomeKind Kind, string Reason)
{
    public static readonly Outcome Done = new(OutcomeKind.Done, "");
}

internal enum OutcomeKind
{
    /// <summary>Accepted.</summary>
    Done,

    /// <summary>Not sent, and trying again later is right.</summary>
    NothingSent,

    /// <summary>Perhaps sent: trying again might say it twice.</summary>
    Unknown,

    /// <summary>Not sent, and trying again would be wrong: a human speaks in this conversation, for one.</summary>
    Refused,
}
