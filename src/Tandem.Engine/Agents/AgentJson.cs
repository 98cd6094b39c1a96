using System.Text.Json.Serialization;
using Tandem.Domain.Deciding;
using Tandem.Engine.Feeds;

namespace Tandem.Engine.Agents;

/// <summary>How inputs, feed entries and counts are written. Names are stored: they never change.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    IgnoreReadOnlyProperties = true, // what follows from the rest is not stored
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Terms))]
[JsonSerializable(typeof(LedgerCounts))]
[JsonSerializable(typeof(FeedBody))]
[JsonSerializable(typeof(ForwardRow))]
[JsonSerializable(typeof(EndpointState))]
[JsonSerializable(typeof(Input.LinkHeard))]
[JsonSerializable(typeof(Input.LinkAsked))]
[JsonSerializable(typeof(Input.LinkAnswered))]
[JsonSerializable(typeof(Input.SyncAsked))]
[JsonSerializable(typeof(Input.SyncAnswered))]
[JsonSerializable(typeof(Input.ItemUnreadable))]
[JsonSerializable(typeof(Input.ItemRead))]
[JsonSerializable(typeof(Input.ItemRetried))]
[JsonSerializable(typeof(Input.SendAsked))]
[JsonSerializable(typeof(Input.TurnCame))]
[JsonSerializable(typeof(Input.SendWithdrawn))]
[JsonSerializable(typeof(Input.SendAccepted))]
[JsonSerializable(typeof(Input.SendRejected))]
[JsonSerializable(typeof(Input.AnswerLost))]
[JsonSerializable(typeof(Input.SendJudged))]
[JsonSerializable(typeof(Input.TimerDue))]
[JsonSerializable(typeof(Input.TakenOver))]
[JsonSerializable(typeof(Input.CalledAutomatic))]
[JsonSerializable(typeof(Input.HandedBack))]
[JsonSerializable(typeof(Input.GapClosed))]
[JsonSerializable(typeof(Input.MarkedRead))]
[JsonSerializable(typeof(Input.MarkedPrivate))]
[JsonSerializable(typeof(Input.ContentsSwept))]
[JsonSerializable(typeof(Input.ConversationSplit))]
[JsonSerializable(typeof(Input.ConversationsMerged))]
[JsonSerializable(typeof(Input.MessagesBrought))]
[JsonSerializable(typeof(Input.MediaKept))]
[JsonSerializable(typeof(Input.MediaMissed))]
[JsonSerializable(typeof(Input.MediaAsked))]
[JsonSerializable(typeof(Input.MediaOutdated))]
internal sealed partial class AgentJson : JsonSerializerContext;
