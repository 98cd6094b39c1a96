using Tandem.Drills.Scenarios;

namespace Tandem.Drills.Tests.Scenarios;

/// <summary>Every act of the vocabulary is done in a world, and shows.</summary>
public sealed class ActsTests
{
    [Fact]
    public void People_write_change_react_read_hide_and_go_away()
    {
        var report = DrillFiles.Play(DrillFiles.Write(
            """
            - {at: 09:00, who: anna, does: write, text: "Hello", as: hello}
            - {at: 09:00:10, who: anna, does: edit, about: hello, text: "Hello!"}
            - {at: 09:00:20, who: phone, does: write, to: anna, text: "Hi", as: hi}
            - {at: 09:00:30, who: phone, does: react, to: anna, about: hello, emoji: "👍"}
            - {at: 09:00:40, who: anna, does: react, about: hi, emoji: "😀"}
            - {at: 09:00:50, who: phone, does: edit, to: anna, about: hi, text: "Hi!"}
            - {at: 09:01:00, who: phone, does: revoke, to: anna, about: hi}
            - {at: 09:01:10, who: anna, does: write, media: image, as: picture}
            - {at: 09:01:20, who: anna, does: revoke, about: picture}
            - {at: 09:01:30, who: anna, does: read}
            - {at: 09:01:30, who: phone, does: read, to: anna}
            - {at: 09:02, who: ben, does: go_offline}
            - {at: 09:02:10, who: ben, does: write, text: "From the tunnel"}
            - {at: 09:03, who: ben, does: go_online}
            - {at: 09:03:10, who: ben, does: hide_number}
            - {at: 09:03:20, who: ben, does: write, text: "Without a number"}
            - {at: 09:03:30, who: ben, does: show_number}
            - {at: 09:03:40, who: ben, does: use_companion, kind: web}
            - {at: 09:03:50, who: ben, does: use_phone}
            - {at: 09:04, who: ben, does: block}
            - {at: 09:05, who: ben, does: unblock}
            - {at: 09:06, who: ben, does: report}
            - {at: 09:07, who: phone, does: close_app}
            - {at: 09:08, who: phone, does: open_app}
            """,
            """
            - {see: messages, of: anna, text: "Hello!", exactly: 1}
            - {see: messages, of: ben, exactly: 4}
            - {see: truth, kind: customer_waits, of: ben, exactly: 1}
            - {see: truth, kind: customer_message, type: revoke, exactly: 1}
            - {see: truth, kind: owner_message, type: revoke, exactly: 1}
            - {see: truth, kind: customer_blocked, exactly: 1}
            - {see: truth, kind: customer_unblocked, exactly: 1}
            - {see: truth, kind: customer_reported, exactly: 1}
            - {see: truth, kind: customer_read, of: anna, at_least: 1}
            - {see: truth, kind: business_read, of: anna, at_least: 1}
            """));

        Green(report);
    }

    [Fact]
    public void Senders_speak_by_both_ways_and_people_take_over_and_hand_back()
    {
        var report = DrillFiles.Play(DrillFiles.Write(
            """
            - {at: 09:00, who: anna, does: write, text: "Hello"}
            - {at: 09:00:10, who: eva, does: take_over, to: anna, holds: 10m}
            - {at: 09:00:20, who: bot, does: send, to: anna, text: "Over her"}
            - {at: 09:00:30, who: eva, does: send, to: anna, text: "Hello Anna", via: v1}
            - {at: 09:01, who: eva, does: hand_back, to: anna}
            - {at: 09:01:10, who: bot, does: send, to: anna, template: hello_world}
            - {at: 09:01:20, who: bot, does: send, to: anna, media: image}
            """,
            """
            - {at: 09:00:25, see: voice, of: anna, by: eva}
            - {at: 09:01:05, see: voice, of: anna, by: nobody}
            - {see: sends, by: bot, outcome: refused, code: held_by_human, exactly: 1}
            - {see: sends, by: bot, outcome: accepted, exactly: 3}
            - {see: sends, by: eva, outcome: accepted, exactly: 1}
            - {see: messages, by: eva, exactly: 1}
            - {see: messages, by: bot, type: template, exactly: 1}
            """));

        Green(report);
    }

    [Fact]
    public void A_link_ends_and_begins_again_faults_end_and_the_hub_comes_back()
    {
        var report = DrillFiles.Play(DrillFiles.Write(
            """
            - {at: 09:00, who: platform, does: fault, kind: echo_lost, chance: 1}
            - {at: 09:00:10, who: phone, does: write, to: anna, text: "Nobody hears"}
            - {at: 09:00:20, who: platform, does: end_faults}
            - {at: 09:00:30, who: phone, does: write, to: anna, text: "Everybody hears"}
            - {at: 09:01, who: hub, does: die, down: 30s}
            - {at: 09:01:10, who: anna, does: write}
            - {at: 09:10, who: phone, does: disconnect}
            - {at: 09:20, who: phone, does: connect, share_history: false}
            - {at: 09:30, who: partner, does: ask_for_history}
            - {at: 09:30, who: partner, does: ask_for_contacts}
            """,
            """
            - {at: 09:15, see: link, state: removed}
            - {see: messages, origin: app, exactly: 1}
            - {see: messages, origin: customer, exactly: 1}
            - {see: gap, kind: history_declined, exactly: 1}
            - {see: truth, kind: link_changed, status: removed, exactly: 1}
            - {see: truth, kind: link_changed, status: connected, exactly: 1}
            """));

        Green(report);
    }

    [Fact]
    public void A_step_repeats_and_several_of_one_name_take_turns()
    {
        var report = DrillFiles.Play(DrillFiles.Write(
            """
            - {at: 09:00, who: crowd, does: write, every: 2s, for: 20s}
            - {after: 30s, who: anna, does: write, times: 3, every: 1s}
            """,
            """
            - {see: messages, of: crowd, origin: customer, exactly: 10}
            - {see: messages, of: anna, origin: customer, from: 09:00:30, until: 09:00:33, exactly: 3}
            - {see: screen, whose: phone, of: crowd, author: customer, exactly: 10}
            """,
            more: "  crowd: {role: customer, count: 4}"));

        Green(report);
        Assert.Equal(13, report.Done.Count);
    }

    private static void Green(ScenarioReport report)
    {
        using var written = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        report.Write(written);
        Assert.True(report.IsGreen, written.ToString());
    }
}
