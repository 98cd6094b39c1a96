namespace Tandem.Engine.Reading;

/// <summary>Something of a coexistence number that leaves no evidence at the API at all.</summary>
/// <param name="Code">Stable.</param>
/// <param name="What">What the hub will never see, and never knows that it did not.</param>
/// <param name="WhatToDo">What a person can do about it.</param>
public sealed record BlindSpotView(string Code, string What, string WhatToDo);

/// <summary>The standing blind spots of every number that app and API share.</summary>
/// <remarks>Source: Meta, "Onboarding WhatsApp Business app users" (what is supported, what is switched off).</remarks>
public static class BlindSpots
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<BlindSpotView> All { get; } =
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
        new("broadcast_lists",
            "Broadcast lists: they are read-only while app and API share the number.",
            "Send a template to many instead."),
        new("view_once_and_disappearing",
            "View-once media, disappearing messages and live location: they are off while app and API share a number.",
            "Nothing: nobody can send them."),
        new("deleted_for_me",
            "Chats that are cleared, archived or deleted on the phone only for the owner.",
            "The timeline keeps them."),
        new("labels_and_notes",
            "Labels, notes, quick replies and the catalogue of the app.",
            "Look at them on the phone."),
    ];
}
