using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Tandem.Engine.Reading;

namespace Tandem.Hub.Api;

/// <summary>How <c>/v1</c> is written: snake_case like Meta's, times ISO 8601 in UTC.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(NumberBody))]
[JsonSerializable(typeof(NumberRegistered))]
[JsonSerializable(typeof(RulesBody))]
[JsonSerializable(typeof(Listing<NumberView>))]
[JsonSerializable(typeof(Listing<BlindSpotView>))]
[JsonSerializable(typeof(Listing<AlarmView>))]
[JsonSerializable(typeof(GapsBody))]
[JsonSerializable(typeof(Listing<GapEntryView>))]
[JsonSerializable(typeof(TakeoverBody))]
[JsonSerializable(typeof(SettleBody))]
[JsonSerializable(typeof(SplitBody))]
[JsonSerializable(typeof(MergeBody))]
[JsonSerializable(typeof(SplitTaken))]
[JsonSerializable(typeof(SyncBody))]
[JsonSerializable(typeof(KeyBody))]
[JsonSerializable(typeof(NewKeyView))]
[JsonSerializable(typeof(Listing<KeyView>))]
[JsonSerializable(typeof(EndpointBody))]
[JsonSerializable(typeof(EndpointView))]
[JsonSerializable(typeof(Listing<EndpointView>))]
[JsonSerializable(typeof(PrivateContactsBody))]
[JsonSerializable(typeof(PrivateContactsTaken))]
[JsonSerializable(typeof(PrivateBody))]
[JsonSerializable(typeof(PrivateConversationTaken))]
[JsonSerializable(typeof(Listing<PrivateMarkView>))]
[JsonSerializable(typeof(Listing<Engine.Checks.CheckView>))]
[JsonSerializable(typeof(SendTaken))]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonNode))]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonObject))]
[JsonSerializable(typeof(DateTime?))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ApiJson : JsonSerializerContext;
