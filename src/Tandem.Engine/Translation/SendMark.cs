namespace Tandem.Engine.Translation;

/// <summary>Our mark on every send: it travels as <c>biz_opaque_callback_data</c> and comes back in statuses.</summary>
/// <param name="Installation">Names this hub: another hub's marks are not ours.</param>
/// <param name="Short">The number's short name; a mark of another number's send is not this one's.</param>
/// <remarks><c>td1:{installation}:{outbox id}</c>, well below Meta's 512 characters.</remarks>
public sealed record SendMark(string Installation, string Short)
{
    /// <summary>The mark of a send.</summary>
    public string Of(string sendId) => $"td1:{Installation}:{sendId}";

    /// <summary>The send a mark names; null if it is not this number's.</summary>
    public string? SendIdOf(string? callbackData)
    {
        var prefix = $"td1:{Installation}:";
        if (callbackData is null || !callbackData.StartsWith(prefix, StringComparison.Ordinal))
            return null;

        var sendId = callbackData[prefix.Length..];
        return sendId.StartsWith($"{Short}-", StringComparison.Ordinal) ? sendId : null;
    }
}
