namespace Tandem.Platform;

/// <summary>Name and value of an HTTP header.</summary>
public readonly record struct HttpField(string Name, string Value);

/// <summary>A file whose bytes the body keeps; the mind knows only this about it.</summary>
/// <param name="Sha256">Lower-case hexadecimal hash of the bytes.</param>
/// <param name="Size">Bytes.</param>
/// <param name="MimeType">As the uploader named it.</param>
/// <param name="FileName">As the uploader named it.</param>
/// <param name="MediaKey">
/// The body's name for the bytes; given back in <see cref="PlatformOutput.GraphAnswered"/>.
/// </param>
/// <param name="Animated">Whether it is a WebP picture that moves; such stickers may be larger.</param>
public sealed record UploadedMedia(
    string Sha256, long Size, string MimeType, string? FileName, string MediaKey, bool Animated = false);

/// <summary>What happens to the platform: a closed family.</summary>
public abstract partial record PlatformInput
{
    private PlatformInput()
    {
    }

    /// <summary>What a person or an operator does.</summary>
    /// <param name="ActId">The caller's name for the act; <see cref="PlatformOutput.ActSettled"/> carries it.</param>
    public abstract record Act(long ActId) : PlatformInput;

    /// <summary>A call of the Graph API.</summary>
    /// <param name="RequestId">The caller's name for the call; its answer carries it.</param>
    /// <param name="Method">HTTP method.</param>
    /// <param name="Path">Path, still percent-encoded, with or without a version. A query may follow here or in
    /// <paramref name="Query"/>.</param>
    /// <param name="Query">What follows the question mark.</param>
    /// <param name="Headers">Request headers.</param>
    /// <param name="Body">JSON or form bytes. Of a multipart body: its plain parts as a form.</param>
    /// <param name="ContentType">Content type of <paramref name="Body"/>.</param>
    /// <param name="Media">The file part of a multipart body.</param>
    public sealed record GraphRequested(
        long RequestId,
        string Method,
        string Path,
        string Query,
        IReadOnlyList<HttpField> Headers,
        ReadOnlyMemory<byte> Body,
        string? ContentType = null,
        UploadedMedia? Media = null) : PlatformInput;

    /// <summary>Whether the answer of a Graph call reached the caller; goes to the ledger as evidence.</summary>
    public sealed record GraphAnswerSettled(long RequestId, bool Reached) : PlatformInput;

    /// <summary>A customer sends a message: a Cloud API body without <c>to</c>.</summary>
    /// <param name="ActId">The caller's name for the act; <see cref="PlatformOutput.ActSettled"/> carries it.</param>
    /// <param name="Customer">A wa_id, a BSUID or a name of the emulator; created on first use.</param>
    /// <param name="PhoneNumberId">The business number, by id or by its digits.</param>
    /// <param name="Body">JSON.</param>
    public sealed record CustomerSays(
        long ActId, string Customer, string PhoneNumberId, ReadOnlyMemory<byte> Body) : Act(ActId);

    /// <summary>The owner sends a message from the app: a Cloud API body without <c>to</c>.</summary>
    /// <param name="ActId">The caller's name for the act.</param>
    /// <param name="PhoneNumberId">The business number, by id or by its digits.</param>
    /// <param name="Customer">To whom.</param>
    /// <param name="Body">JSON.</param>
    /// <param name="Device">Id of a companion; null: the primary phone.</param>
    public sealed record OwnerSays(
        long ActId, string PhoneNumberId, string Customer, ReadOnlyMemory<byte> Body, string? Device = null)
        : Act(ActId);

    /// <summary>A customer opens the chat and reads everything delivered.</summary>
    public sealed record CustomerReads(long ActId, string Customer, string PhoneNumberId) : Act(ActId);

    /// <summary>The owner opens the chat on the phone and reads everything. Meta has no webhook for it.</summary>
    public sealed record OwnerReads(long ActId, string PhoneNumberId, string Customer) : Act(ActId);

    /// <summary>Describes a customer, before or after the first use.</summary>
    public sealed record DefineCustomer(long ActId, string Customer, CustomerSetup Setup) : Act(ActId);

    /// <summary>Media that a customer or the owner is about to send; <see cref="PlatformOutput.ActSettled"/> carries
    /// its id.</summary>
    public sealed record KeepMedia(long ActId, UploadedMedia Media) : Act(ActId);

    /// <summary>Adds an account.</summary>
    public sealed record CreateAccount(long ActId, AccountSetup Setup) : Act(ActId);

    /// <summary>Adds a number to an account.</summary>
    public sealed record AddNumber(long ActId, string WabaId, NumberSetup Setup) : Act(ActId);

    /// <summary>Sets the callback of an account's app.</summary>
    /// <param name="ActId">The caller's name for the act.</param>
    /// <param name="WabaId">The account.</param>
    /// <param name="CallbackUrl">Where webhooks go from now on.</param>
    /// <param name="VerifyToken">Sent in the challenge.</param>
    /// <param name="Challenge">Whether the GET challenge must succeed first.</param>
    public sealed record ConfigureWebhook(
        long ActId, string WabaId, string CallbackUrl, string VerifyToken, bool Challenge = true) : Act(ActId);

    /// <summary>What a callback answered to the challenge.</summary>
    /// <param name="ChallengeId">From <see cref="PlatformOutput.ChallengePosed"/>.</param>
    /// <param name="HttpStatus">Null: no answer.</param>
    /// <param name="Body">The answer's text.</param>
    public sealed record ChallengeAnswered(long ChallengeId, int? HttpStatus, string? Body) : PlatformInput;

    /// <summary>What an endpoint answered to a webhook.</summary>
    /// <param name="DeliveryId">From <see cref="PlatformOutput.WebhookPosted"/>.</param>
    /// <param name="Attempt">From <see cref="PlatformOutput.WebhookPosted"/>; an answer to an older attempt changes
    /// nothing.</param>
    /// <param name="HttpStatus">Null: no answer. Only 200 counts as delivered.</param>
    public sealed record WebhookAnswered(long DeliveryId, int Attempt, int? HttpStatus) : PlatformInput;

    /// <summary>Nothing but time.</summary>
    public sealed record TimePassed : PlatformInput;
}

/// <summary>What is known of a customer; null leaves a part as it is.</summary>
/// <param name="Name">Profile name.</param>
/// <param name="Username">WhatsApp username, without the at sign.</param>
/// <param name="ShowsNumber">False: webhooks carry only the BSUID, as for users with a username and no contact in 30
/// days.</param>
/// <param name="ReadsByItself">False: messages stay delivered until an input reads them.</param>
/// <param name="Online">Whether the customer's device reaches the network.</param>
/// <param name="Companion">Kind of the companion the customer uses now; empty: the phone.</param>
/// <param name="OnWhatsapp">False: the customer has no WhatsApp, so that sends fail with 131026.</param>
public sealed record CustomerSetup(
    string? Name = null,
    string? Username = null,
    bool? ShowsNumber = null,
    bool? ReadsByItself = null,
    bool? Online = null,
    string? Companion = null,
    bool? OnWhatsapp = null);
