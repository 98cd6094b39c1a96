using Tandem.Platform.Features;
using Tandem.Platform.Network;
using Tandem.Platform.People;
using Tandem.Platform.Sending;
using Tandem.Platform.Webhooks;

namespace Tandem.Platform.Devices;

/// <summary>
/// What the business says from the app. A message written without a connection waits on its device; when it leaves, its
/// echo carries the time it left, not the time it was written (Meta, "smb_message_echoes").
/// </summary>
internal sealed class AppDesk(
    World world, Meeting meeting, WebhookPost webhooks, Journey journey, PhoneLine phones)
{
    public void Says(PlatformInput.OwnerSays act)
    {
        if (!meeting.TryApp(act.ActId, act.PhoneNumberId, out var number)
            || !meeting.TryChat(act.ActId, act.PhoneNumberId, act.Customer, out var chat))
            return;
        if (number.Phone.Find(act.Device) is not { } device)
        {
            world.Settle(act.ActId, refusal: new(
                "device", "it names a linked companion", "see GET /_emulator/phones/…", NotFound: true));
            return;
        }

        if (!meeting.TryRead(act.ActId, act.Body, chat, Author.Phone, out var said))
            return;
        var row = FeatureTable.Find(Sides.App, said.Speech.Type);
        var rule = row?.RefusalOn(number);
        if (row is not { IsMessage: true } || rule is not null)
        {
            world.Settle(act.ActId, refusal: new(
                "type",
                rule ?? "the app on the phone sends " + string.Join(", ", FeatureTable.KindsOf(Sides.App)),
                "send this kind by the Cloud API"));
            return;
        }

        if (!chat.Customer.OnWhatsapp)
        {
            world.Settle(act.ActId, refusal: new(
                "to", "the app writes to people on WhatsApp", "say on_whatsapp: true of the customer first"));
            return;
        }

        world.Settle(act.ActId, Write(device, chat, said).Wamid);
    }

    /// <summary>The owner opens a chat and reads it. Meta has no webhook for that.</summary>
    public void Reads(PlatformInput.OwnerReads act)
    {
        if (!meeting.TryChat(act.ActId, act.PhoneNumberId, act.Customer, out var chat))
            return;
        Marks.ReadByBusiness(world, chat, world.Now, Legs.Phone);
        chat.Number.Phone.NoteSign(world.Now);
        world.Settle(act.ActId);
    }

    /// <summary>The app answers a customer by itself.</summary>
    public void Answer(Due.AppAnswers due)
    {
        var body = MetaJson.Piece(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("text");
            writer.WriteString("body", due.Text);
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
        if (Speech.Read(body, out var speech) is null)
            Write(due.Number.Phone.Primary, due.Chat, new(due.Chat, speech, null, null), automatic: true);
    }

    /// <summary>Lets everything leave that waited on a device for a connection, in the order it was written.</summary>
    public void LeaveAll(Phone phone, Device device)
    {
        if (!phone.Reaches(device))
            return;
        var waiting = device.Waiting.ToList();
        device.Waiting.Clear();
        foreach (var composed in waiting)
        {
            composed.Message.SentAt = world.Now;
            Leave(device, composed, late: true, automatic: false);
        }
    }

    private Message Write(Device device, Chat chat, Said said, bool automatic = false)
    {
        var leaves = chat.Number.Phone.Reaches(device);
        var message = new Message(
            chat,
            Wamid.Make(chat.Customer, inbound: false, world.Ids),
            Author.Phone,
            said.Speech.Type,
            said.Content(world),
            Quotation.Of(said.Speech, world.Chats),
            world.Now)
        {
            Status = leaves ? MessageStatus.Accepted : MessageStatus.Pending,
            OnPhone = device.Kind is null,
            File = said.File,
        };
        if (leaves)
        {
            world.Keep(message, said);
            Leave(device, new(message, said), late: false, automatic);
            return message;
        }

        // A message shows on its own device at once; what changes another one takes effect when it leaves.
        world.Chats.Keep(message);
        if (said.Target is null)
            world.Show(chat, message);
        device.Waiting.Add(new(message, said));
        Record(LedgerKinds.OwnerWaits, message, said, device, null, null);
        return message;
    }

    private void Leave(Device device, Composed composed, bool late, bool automatic)
    {
        var (message, said) = (composed.Message, composed.Said);
        var number = message.Chat.Number;
        if (message.Status == MessageStatus.Pending)
            message.Status = MessageStatus.Accepted;
        if (late && said.Target is { } target)
            Changes.Apply(world, said.Speech, message, target);
        if (device.Kind is not null)
            phones.Send(number, message);
        else if (!automatic)
            number.Phone.NoteSign(world.Now);
        number.CountMessage(world.Now, world.Options);
        var reason = WhyNotEchoed(device, message, said, automatic);
        if (reason is null && !Echo(message, late))
            reason = "no_endpoint";
        Record(LedgerKinds.OwnerMessage, message, said, device, reason is null ? Fields.Echoes : null, reason);
        if (message.IsLine)
            journey.Begin(message);
    }

    private string? WhyNotEchoed(Device device, Message message, Said said, bool automatic)
    {
        var number = message.Chat.Number;
        var options = world.Options;
        return !number.Link.Mirrors ? "not_linked"
            : !device.IsMirrored(options) ? "unsupported_companion"
            : automatic && !options.EchoAutomaticMessages ? "automatic"
            : FeatureTable.Find(Sides.App, message.Type) is { IsDocumented: false } && !options.EchoUndocumentedKinds
                ? "kind_not_mirrored"
            : message.Type == "video" && said.File?.Size > options.VanishingVideo ? "vanished"
            : world.Strike(FaultKinds.EchoLost, number) is not null ? "echo_lost"
            : null;
    }

    private bool Echo(Message message, bool late)
    {
        var number = message.Chat.Number;
        var options = world.Options;
        var lag = options.CountryLag ? world.Weather.Within(number.Country.FieldLag) : TimeSpan.Zero;
        var update = Updates.Echo(message, world.Now + lag, options.BusinessScopedIds);
        if (!webhooks.TrySend(update, options.EchoLatency, lag))
            return false;
        if ((late && world.Weather.HappensIfAny(options.ReconnectDuplicates))
            || world.Strike(FaultKinds.EchoDuplicated, number) is not null)
            webhooks.TrySend(update, options.EchoLatency, lag);
        return true;
    }

    private void Record(string kind, Message message, Said said, Device device, string? field, string? reason)
    {
        var chat = message.Chat;
        world.Record(kind, chat.Number.PhoneNumberId, chat.Customer.Key, message.Wamid, Legs.Phone, new()
        {
            Type = message.Type,
            OriginalWamid = said.Target?.Wamid,
            Device = device.Kind?.Name,
            Field = field,
            Reason = reason,
        });
    }
}
