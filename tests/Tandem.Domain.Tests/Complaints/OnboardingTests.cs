using Tandem.Domain.Deciding;
using Tandem.Domain.Gaps;
using Tandem.Domain.Identity;
using Tandem.Domain.Link;
using Tandem.Domain.Tests.Driving;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Tests.Complaints;

/// <summary>Complaint I: onboarding, history, contacts, disconnection; here what the mind makes of it.</summary>
/// <remarks>chatwoot 12469, 12149, 15713, 14025, 12108; waha 1231, 1753; Whatsapp-Business-Cloud-Api-Net 148;
/// megaapp977 649; openlivery 79; wacrm 453; DeskcommCRM 999.</remarks>
public sealed class OnboardingTests
{
    [Fact]
    public void A_late_removal_of_the_old_connection_does_not_take_down_the_new_one()
    {
        var desk = new Desk();
        var removed = new Input.LinkHeard(LinkState.Removed, desk.Second(), "CHANGE_NUMBER");
        desk.Wait(TimeSpan.FromMinutes(5));
        desk.Onboarded();
        desk.Syncs(SyncKind.History);

        var late = desk.Feed(removed);
        var again = desk.Feed(removed);

        Assert.Equal((LinkState.Connected, SyncState.Asked), (desk.Number.Link, desk.Number.Past!.State));
        Assert.Null(desk.Number.Inquiry); // nothing to ask Meta about
        Assert.Equal((Outcome.Applied, Outcome.Duplicate), (late.Outcome, again.Outcome));
        Assert.NotNull(desk.OpenGap(GapKind.Disconnected)); // but the hours between are told
    }

    [Fact]
    public void A_contact_synced_before_the_first_message_has_its_name_when_it_writes()
    {
        var desk = new Desk();
        desk.Feed(new Input.ContactSeen(Say.Ana, "Ana Pérez", null, 5));
        desk.Feed(Say.Customer("wamid.1"));

        Assert.Equal("Ana Pérez", desk.Conversation(Say.Ana).BookName);
    }

    [Fact]
    public void A_contact_synced_by_number_has_its_name_when_it_writes_by_number_and_user_id()
    {
        var desk = new Desk();
        desk.Feed(new Input.ContactSeen(Say.Ana, "Ana Pérez", null, 5));
        desk.Feed(Say.Customer("wamid.1", new PeerKeys(Say.Ana.WaId, "ES.77", null)));

        Assert.Equal("Ana Pérez", desk.Conversation(Say.Ana).BookName);
    }

    [Fact]
    public void History_wakes_nobody_opens_no_window_and_counts_as_unread_nowhere()
    {
        var desk = new Desk();
        desk.Feed(Say.Customer("wamid.old", via: Via.History));

        var conversation = desk.Conversation(Say.Ana);
        Assert.Equal((0, null, null), (conversation.Unread, conversation.WindowFrom, conversation.Hold));
    }

    [Fact]
    public void The_hub_never_registers_a_number_and_asks_for_its_past_only_when_a_person_says_so()
    {
        var desk = new Desk();
        desk.Onboarded();
        desk.Wait(TimeSpan.FromDays(3));

        Assert.DoesNotContain(desk.Effects, effect => effect is Effect.AskSync);
    }
}
