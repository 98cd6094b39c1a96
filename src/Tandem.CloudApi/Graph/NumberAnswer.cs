using Tandem.CloudApi.Errors;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Graph;

/// <summary>What the Graph API said about the node of a number.</summary>
public abstract record NumberAnswer
{
    /// <summary>The fields that an answer is read from.</summary>
    public const string Fields = "id,platform_type,status,is_on_biz_app,last_onboarded_time";

    private NumberAnswer()
    {
    }

    /// <summary>Reads an answer. Never throws.</summary>
    public static NumberAnswer Read(GraphAnswer answer)
    {
        if (GraphErrors.TryRead(answer.Body.Span) is { } error)
            return new Refused(answer.Status, error);
        if (answer.Status != 200 || WireJson.TryParseObject(answer.Body.Span) is not { } node)
            return new Unreadable(answer.Status);

        var onboarded = WireJson.Text(node, "last_onboarded_time");
        return new Known(
            WireJson.Text(node, "platform_type"),
            WireJson.Text(node, "status"),
            WireJson.Flag(node, "is_on_biz_app"),
            onboarded is null ? null : WireValue.Of(onboarded).Time);
    }

    /// <summary>What the node says; what it leaves out is null.</summary>
    /// <param name="PlatformType"><c>CLOUD_API</c>, <c>ON_PREMISE</c> or <c>NOT_APPLICABLE</c>.</param>
    /// <param name="Status">Such as <c>CONNECTED</c>.</param>
    /// <param name="IsOnBizApp">Together with <c>CLOUD_API</c> it means coexistence.</param>
    /// <param name="OnboardedAt">Latest onboarding.</param>
    public sealed record Known(
        string? PlatformType, string? Status, bool? IsOnBizApp, DateTimeOffset? OnboardedAt) : NumberAnswer;

    /// <summary>Meta refused to say.</summary>
    public sealed record Refused(int Status, GraphError Error) : NumberAnswer;

    /// <summary>An answer in no known shape.</summary>
    public sealed record Unreadable(int Status) : NumberAnswer;
}
