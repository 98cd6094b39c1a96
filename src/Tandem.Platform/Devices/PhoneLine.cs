using Tandem.Platform.Accounts;
using Tandem.Platform.People;

namespace Tandem.Platform.Devices;

/// <summary>
/// The leg from the platform to the owner's phone. What comes while the phone is offline waits in its inbox and arrives
/// in a burst once it is back.
/// </summary>
internal sealed class PhoneLine(World world)
{
    /// <summary>Sends a message on its way to the phone.</summary>
    /// <param name="number">Whose phone.</param>
    /// <param name="message">A line of a chat; other acts change lines that are there.</param>
    /// <param name="extra">How much later than usual it comes.</param>
    public void Send(BusinessNumber number, Message message, TimeSpan extra = default)
    {
        if (!message.IsLine || !number.Link.HasApp)
            return;
        world.Agenda.Add(
            world.Now + world.Weather.Within(world.Options.PhoneLatency) + extra,
            new Due.ReachesPhone(number, message));
    }

    public void Reach(Due.ReachesPhone due)
    {
        var phone = due.Number.Phone;
        if (phone.Reaches(phone.Primary) && phone.Inbox.Count == 0)
        {
            Arrive(due.Message);
            return;
        }

        phone.Inbox.Enqueue(due.Message);
        if (phone.Inbox.Count >= world.Options.BacklogLimit && !phone.Congested)
        {
            phone.Congested = true;
            Record(due.Number, LedgerKinds.BacklogFull, null);
        }
    }

    /// <summary>Lets the next message of the inbox arrive, and after a moment the one behind it.</summary>
    public void Drain(BusinessNumber number)
    {
        var phone = number.Phone;
        if (!phone.Reaches(phone.Primary))
            return;
        if (phone.Inbox.TryDequeue(out var message))
            Arrive(message);
        if (phone.Inbox.Count > 0)
            world.Agenda.Add(world.Now + world.Options.InboxPace, new Due.InboxDrains(number));
        else if (phone.Congested)
        {
            phone.Congested = false;
            Record(number, LedgerKinds.BacklogCleared, null);
        }
    }

    private void Arrive(Message message)
    {
        message.OnPhone = true;
        world.ShowOn(Screen.Phone, message.Chat, message);
        Record(message.Chat.Number, LedgerKinds.OnPhone, message);
    }

    private void Record(BusinessNumber number, string kind, Message? message) => world.Record(
        kind, number.PhoneNumberId, message?.Chat.Customer.Key, message?.Wamid, Legs.Phone, new()
        {
            Type = message?.Type,
        });
}
