using Tandem.Domain.Link;
using Tandem.Engine.Registry;

namespace Tandem.Engine.Reading;

/// <summary>Something of a coexistence number that leaves no evidence at the API at all.</summary>
/// <param name="Code">Stable.</param>
/// <param name="What">What the hub will never see, and never knows that it did not.</param>
/// <param name="WhatToDo">What a person can do about it.</param>
public sealed record BlindSpotView(string Code, string What, string WhatToDo);

/// <summary>The standing blind spots of a number, as it is registered and linked now.</summary>
/// <remarks>
/// Source: Meta, "Onboarding WhatsApp Business app users" (what is supported, what is switched off), "Phone number"
/// node (<c>is_on_biz_app</c> together with <c>CLOUD_API</c> means that app and API share it).
/// </remarks>
public static class BlindSpots
{
    private static readonly IReadOnlyList<BlindSpotView> OfThePhone =
    [
        new("unsupported_companion",
            "What the owner writes on WhatsApp for Windows or on WearOS: no echo tells of it.",
            "Write on the phone, on WhatsApp Web or on WhatsApp for Mac."),
        new("groups",
            "Messages of groups, and who is in them.",
            "Read groups on the phone; the Cloud API is not part of them."),
        new("status_and_channels",
            "Status updates and channels, and who has seen them; answers to a status come as replies to words unknown.",
            "Look at them on the phone."),
        new("calls",
            "Calls that the phone takes or makes, and what was said.",
            "Note in the chat what was agreed on a call."),
        new("deleted_for_me",
            "Chats that are cleared, archived or deleted on the phone only for the owner.",
            "The timeline keeps them."),
        new("labels_and_notes",
            "Labels, notes, quick replies and the catalogue of the app.",
            "Look at them on the phone."),
    ];

    private static readonly IReadOnlyList<BlindSpotView> WhileShared =
    [
        new("broadcast_lists",
            "Broadcast lists: they are read-only while app and API share the number.",
            "Send a template to many instead."),
        new("view_once_and_disappearing",
            "View-once media, disappearing messages and live location: they are off while app and API share a number.",
            "Nothing: nobody can send them."),
    ];

    private static readonly IReadOnlyList<BlindSpotView> WhileParted =
    [
        new("phone_while_parted",
            "Everything the phone says and hears while app and API are parted: the hours are a gap, the messages in"
                + " them leave no trace.",
            "Read and answer on the phone, and join the two again; then look through the chats of these hours."),
    ];

    private static readonly IReadOnlyList<BlindSpotView> ByRule =
    [
        new("private_until_live",
            "What was said with people whom only the phone's past knows: by history_privacy they are private until they"
                + " write, and nothing private is kept.",
            "Make them open before the past is asked for (PUT /v1/numbers/{id}/private), or set history_privacy to"
                + " open."),
    ];

    /// <summary>Every one that a number can have.</summary>
    public static IReadOnlyList<BlindSpotView> All { get; } =
        [.. OfThePhone, .. WhileShared, .. WhileParted, .. ByRule];

    /// <summary>Those of a number; while nobody has said whether the app has it, those of the phone too.</summary>
    internal static IReadOnlyList<BlindSpotView> Of(NumberRegistration number, NumberState state)
    {
        var isParted = state.Link != LinkState.Connected;
        var hasPhone = isParted || state.Inquiry is not { Word: LinkWord.Joined, IsOnBizApp: false };
        return
        [
            .. isParted ? WhileParted : [],
            .. hasPhone ? OfThePhone : [],
            .. hasPhone && !isParted ? WhileShared : [],
            .. number.IsPrivateUntilLive ? ByRule : [],
        ];
    }
}
