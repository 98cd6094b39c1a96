using Microsoft.AspNetCore.Components;
using Tandem.Console.Access;
using Tandem.Domain.Identity;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;

namespace Tandem.Console.Timeline;

/// <summary>Every key of the person, what joined and why, and the two commands: split off, join.</summary>
public sealed partial class IdentityCard
{
    private (string Part, string Name)? _asked;
    private bool _isMerging;
    private bool _isBusy;
    private string _other = "";

    /// <summary>The conversation.</summary>
    [Parameter, EditorRequired]
    public ConversationView Conversation { get; set; } = null!;

    /// <summary>Who looks.</summary>
    [Parameter]
    public Caller? Caller { get; set; }

    /// <summary>Split off a part: the id of a merge, or a key.</summary>
    [Parameter]
    public EventCallback<string> OnSplit { get; set; }

    /// <summary>Join the conversation of a contact.</summary>
    [Parameter]
    public EventCallback<string> OnMerge { get; set; }

    private string? Refusal => Caller is null ? "You are not signed in any more." : Speaking.Of(Caller);

    // Merges stand above with a button of their own.
    private List<IdentityEventView> Changes =>
    [
        .. Conversation.Identity.Where(one =>
            one.Kind is "keys_changed" or "split" || (one.Kind == "number_passed_on" && !IsWithin(one.ConversationId))),
    ];

    // Who it passed to proved to be the same person.
    private bool IsWithin(string? conversation) =>
        conversation == Conversation.Id || Conversation.Merges.Any(merge => merge.Id == conversation);

    private static string KindOf(PeerKeyView key) => (key.Kind, key.Former) switch
    {
        ("wa_id", false) => "Number",
        ("wa_id", true) => "Former number",
        ("user_id", false) => "User id",
        ("user_id", true) => "Former user id",
        (_, false) => "Parent id",
        _ => "Former parent id",
    };

    private static string CauseOf(MergeView merge) => merge.Cause switch
    {
        "one_event_named_both" => "one message named both",
        "change_announced" => "WhatsApp announced the change",
        _ => $"{merge.By} said so",
    };

    private static string WordsOf(IdentityEventView happened) => happened.Kind switch
    {
        "keys_changed" => $"Changed to {NewOf(happened).Value}",
        "number_passed_on" => $"{happened.Keys[0].Value} is somebody else's",
        _ => $"{happened.By} split off {string.Join(", ", happened.Keys.Select(key => key.Value))}",
    };

    // Old keys come first, numbers before ids: people know each other by the number.
    private static PeerKeyView NewOf(IdentityEventView happened) =>
        happened.Keys.LastOrDefault(key => key.Kind == "wa_id") ?? happened.Keys[^1];

    private static string NameOf(MergeView merge) => merge.Keys is [var key, ..] ? key.Value : merge.Id;

    private static string PartOf(PeerKeyView key) => (key.Kind switch
    {
        "wa_id" => new PeerKeys(key.Value, null, null),
        "user_id" => new PeerKeys(null, key.Value, null),
        _ => new PeerKeys(null, null, key.Value),
    }).All().First();

    // The forms of one number leave together, and somebody must be left.
    private bool CanLeave(PeerKeyView key) =>
        Refusal is null && Conversation.Contact.Keys.Select(PartOf).Any(part => part != PartOf(key));

    private void Ask(string part, string name) => (_asked, _isMerging) = ((part, name), false);

    private async Task DoAsync(EventCallback<string> command, string argument)
    {
        _isBusy = true;
        try
        {
            await command.InvokeAsync(argument);
        }
        finally
        {
            (_isBusy, _asked, _isMerging, _other) = (false, null, false, "");
        }
    }
}
