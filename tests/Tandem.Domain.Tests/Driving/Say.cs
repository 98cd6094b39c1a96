using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Sending;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Tests.Driving;

/// <summary>Short words for the inputs that tests feed.</summary>
internal static class Say
{
    /// <summary>A customer known by number only.</summary>
    public static readonly PeerKeys Ana = new("34600111222", null, null);

    private static long Start => Desk.Start.ToUnixTimeSeconds();

    public static Input.MessageSeen Customer(string wamid, PeerKeys? peer = null, long at = 0, Via via = Via.Live) =>
        Seen(wamid, Direction.In, peer, at, via);

    public static Input.MessageSeen Echo(string wamid, PeerKeys? peer = null, long at = 0, Via via = Via.Live) =>
        Seen(wamid, Direction.Out, peer, at, via);

    /// <summary>The stand-in for a message that Meta could not hand over yet.</summary>
    public static Input.MessageSeen Unavailable(string wamid, PeerKeys? peer = null, long at = 0) =>
        Customer(wamid, peer, at) with { Content = new("unsupported", "{}", ContentRank.Placeholder, 131060) };

    public static Input.ChangeSeen Change(
        string wamid, string about, MessageChange change, Direction by = Direction.In, PeerKeys? peer = null,
        long at = 0) =>
        new(wamid, about, peer ?? Ana, by, Via.Live, Start + at,
            new Content(change.GetType().Name, $"{{{wamid}}}", ContentRank.Full, null), change, null, null);

    public static Input.StatusSeen Status(
        string wamid, Stage stage, PeerKeys? peer = null, long at = 0, string? sendId = null) =>
        new(wamid, stage, Start + at, peer ?? Ana, sendId, stage == Stage.Failed ? new Failure(131026, "x") : null);

    public static Input.SendAsked Ask(
        SendLane lane = SendLane.Bot, PeerKeys? peer = null, Waiter? waiter = null, DateTimeOffset? expires = null,
        string? key = null) =>
        new(new SendDraft(
            peer ?? Ana, lane, lane.ToString(), "messages", "text", "{body}", null, key, waiter, expires, null));

    public static Input.SendAccepted Accepted(string sendId, string wamid, PeerKeys? peer = null) =>
        new(sendId, wamid, peer ?? Ana, new WireAnswer(200, "{}"));

    public static Input.SendRejected Rejected(string sendId) =>
        new(sendId, new Failure(131047, "Re-engagement message"), new WireAnswer(400, "{}"));

    public static Input.AnswerLost Lost(string sendId) => new(sendId, null);

    private static Input.MessageSeen Seen(string wamid, Direction direction, PeerKeys? peer, long at, Via via) => new(
        wamid, peer ?? Ana, direction, via, Start + at,
        new Content("text", $"{{{wamid}}}", via == Via.Live ? ContentRank.Full : ContentRank.FromHistory, null),
        null, null, null, null);
}
