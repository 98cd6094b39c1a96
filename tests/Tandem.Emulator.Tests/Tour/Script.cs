using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Tandem.Emulator.Tests.Tour;

/// <summary>The tour as the page gets it. What a script says and nobody here understands is an error.</summary>
internal sealed record Script(IReadOnlyList<Chapter> Chapters)
{
    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    public static Script Read(byte[] json) => JsonSerializer.Deserialize<Script>(json, Strict)!;
}

/// <summary>A claim: what people say, what Meta says, and how both are played.</summary>
internal sealed record Chapter(
    string Claim,
    string Title,
    string PeopleSay,
    Verdict MetaSays,
    IReadOnlyDictionary<string, string> Cast,
    IReadOnlyList<Play> Runs,
    JsonObject? Shop = null);

/// <summary>What Meta's pages say about a claim.</summary>
internal sealed record Verdict([property: JsonPropertyName("verdict")] string Word, string Words, string Source);

/// <summary>A chapter in one profile.</summary>
internal sealed record Play(
    string Profile,
    IReadOnlyList<Step> Steps,
    string Saw,
    string? Clock = null,
    JsonObject? Switches = null,
    string? Note = null);

/// <summary>What the reader starts with one button.</summary>
internal sealed record Step(
    string Say, string Watch, IReadOnlyList<CallOf> Do, IReadOnlyList<Expectation> Expect, string? Open = null);

/// <summary>A call of the control API, or of Graph in the name of a program.</summary>
internal sealed record CallOf(
    string Call,
    JsonNode? Body = null,
    FileOf? File = null,
    JsonObject? Form = null,
    int Repeat = 1,
    bool Together = false,
    bool MayBeRefused = false,
    RefusalOf? Refused = null,
    IReadOnlyDictionary<string, string>? Save = null);

/// <summary>A file of zeros.</summary>
internal sealed record FileOf(int Mb, string Type);

/// <summary>How a call is refused.</summary>
internal sealed record RefusalOf(int Status, int? Code = null);

/// <summary>What a step promises: one of ledger, never, lag, phone, number and chat.</summary>
internal sealed record Expectation(
    string See,
    JsonObject? Ledger = null,
    JsonObject? Never = null,
    LagOf? Lag = null,
    JsonObject? Phone = null,
    JsonObject? Number = null,
    ChatOf? Chat = null,
    int? AtLeast = null,
    int? Exactly = null,
    double? Within = null)
{
    /// <summary>How long it may take, in seconds of the platform.</summary>
    public double Patience => Within ?? (Never is null ? 20 : 2);

    public bool LooksAtViews => Phone is not null || Number is not null || Chat is not null;
}

/// <summary>From one line of the ledger to another, in seconds.</summary>
internal sealed record LagOf(
    JsonObject From,
    JsonObject To,
    double AtLeast = 0,
    double AtMost = double.PositiveInfinity,
    bool EitherWay = false);

/// <summary>A line on somebody's screen.</summary>
internal sealed record ChatOf(string On, string With, JsonObject Line, int? AtLeast = null, int? Exactly = null);
