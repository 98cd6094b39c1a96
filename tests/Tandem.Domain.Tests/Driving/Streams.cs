using CsCheck;
using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Media;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Tests.Driving;

/// <summary>Streams of inputs such as webhooks make, about three people and a dozen messages.</summary>
/// <remarks>Sameness of wamids is wanted: copies, changes and statuses must meet.</remarks>
internal static class Streams
{
    private const int PerPerson = 3;
    private const int Messages = 3 * PerPerson;

    private static readonly long Start = Desk.Start.ToUnixTimeSeconds();

    private static readonly Gen<Input> SomeMessage =
        Gen.Select(Gen.Int[0, Messages - 1], Gen.Int[0, 5], Gen.Int[0, 2], Gen.Bool).Select(Copy);

    private static readonly Gen<Input> SomeStatus = Gen.Select(
        Gen.Int[0, Messages - 1],
        Gen.Int[(int)Stage.Sent, (int)Stage.Played].Select(stage => (Stage)stage),
        Gen.Int[0, 2],
        Gen.Int[0, 3]).Select(Status);

    private static readonly Gen<Input> SomeChange =
        Gen.Select(Gen.Int[0, Messages - 1], Gen.Int[0, 5], Gen.Int[0, 2], Gen.Bool).Select(Change);

    /// <summary>Everything: live, echoes, history, placeholders, statuses, changes.</summary>
    public static readonly Gen<Input[]> Any =
        Gen.Frequency((4, SomeMessage), (2, SomeStatus), (3, SomeChange)).Array[0, 20];

    /// <summary>Only what a phone's history holds.</summary>
    public static readonly Gen<Input[]> History =
        Gen.Select(Gen.Int[0, Messages - 1], Gen.Int[3, 4], Gen.Int[0, 2], Gen.Bool).Select(Copy).Array[0, 16];

    /// <summary>A copy of each message the inputs speak of, so that nothing has to wait any more.</summary>
    public static IEnumerable<Input> Originals =>
        Enumerable.Range(0, Messages).Select(m => Copy(m, 0, 0, false));

    /// <summary>The inputs in another order, some of them twice; the same for the same seed.</summary>
    public static Input[] Disturb(Input[] inputs, int seed)
    {
        var random = new Random(seed);
        Input[] disturbed = [.. inputs, .. inputs.Where(_ => random.Next(3) == 0)];
        random.Shuffle(disturbed);
        return disturbed;
    }

    public static Desk Feed(IEnumerable<Input> inputs, bool isGuarding = true)
    {
        var desk = new Desk(isGuarding);
        foreach (var input in inputs)
            desk.Feed(input);
        return desk;
    }

    private static Direction DirectionOf(int message) => message % PerPerson == 0 ? Direction.Out : Direction.In;

    // Person 0 is known by number, 1 by business-scoped id, 2 by either or by both, which proves them one.
    private static PeerKeys Keys(int message, int naming) => (message / PerPerson, naming) switch
    {
        (0, _) => new PeerKeys("15550000", null, null),
        (1, 0) => new PeerKeys(null, "US.1", "US.ENT.1"),
        (1, _) => new PeerKeys(null, "US.1", null),
        (_, 0) => new PeerKeys("15550002", null, null),
        (_, 1) => new PeerKeys(null, "US.2", null),
        _ => new PeerKeys("15550002", "US.2", null),
    };

    private static Input Copy(int message, int form, int naming, bool isLater)
    {
        var (via, rank, type) = form switch
        {
            2 => (Via.Live, ContentRank.Placeholder, "unsupported"),
            3 => (Via.History, ContentRank.FromHistory, "image"),
            4 => (Via.History, ContentRank.Placeholder, "media_placeholder"),
            _ => (Via.Live, ContentRank.Full, "image"),
        };
        var direction = DirectionOf(message);
        return new Input.MessageSeen(
            $"wamid.{message}",
            Keys(message, naming),
            direction,
            via,
            Start + message + (isLater ? 2 : 0),
            new Content(type, $"{{{message} {type} {rank}}}", rank, rank == ContentRank.Placeholder ? 131060 : null)
            {
                Media = type == "image" ? new MediaRef($"{message}{(int)via}", "image/png", null, null) : null,
            },
            null,
            null,
            message > 4 ? $"wamid.{message - 1}" : null,
            direction == Direction.Out && via == Via.History ? Stage.Delivered : null);
    }

    private static Input Status(int message, Stage stage, int naming, int delay)
    {
        var sent = message / PerPerson * PerPerson; // only what the business said has statuses
        return new Input.StatusSeen(
            $"wamid.{sent}", stage, Start + sent + delay, Keys(sent, naming), null,
            stage == Stage.Failed ? new Failure(131_000 + delay, "failed") : null);
    }

    private static Input Change(int about, int form, int naming, bool isLater)
    {
        MessageChange change = form switch
        {
            0 => new MessageChange.Revoked(),
            1 or 2 => new MessageChange.Edited($"{{edit {form}}}"),
            _ => new MessageChange.Reacted(form == 3 ? "" : $"emoji {form}"),
        };
        var by = form % 2 == 0 ? Direction.In : Direction.Out;
        var wamid = $"wamid.{about}.{form}.{isLater}";
        return new Input.ChangeSeen(
            wamid, $"wamid.{about}", Keys(about, naming), by, form == 5 ? Via.History : Via.Live,
            Start + about + (isLater ? 40 : 20),
            new Content("change", $"{{{wamid}}}", ContentRank.Full, null), change, null, null);
    }
}
