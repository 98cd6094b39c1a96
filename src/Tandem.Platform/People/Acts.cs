using Tandem.Platform.Sending;
using Tandem.Platform.Webhooks;

namespace Tandem.Platform.People;

/// <summary>What customers and the owner do on their phones.</summary>
internal sealed class Acts(World world, WebhookPost webhooks, Journey journey)
{
    private const int LongestName = 140;

    /// <summary>Kinds the app on the phone can send to one customer.</summary>
    private static readonly string[] PhoneKinds =
    [
        "text", "image", "video", "audio", "document", "sticker", "location", "contacts", "reaction", "edit", "revoke",
    ];

    public void CustomerSays(PlatformInput.CustomerSays act)
    {
        if (!TryMeet(act.ActId, act.PhoneNumberId, act.Customer, out var chat)
            || !TryRead(act.ActId, act.Body, chat, Author.Customer, out var said))
            return;
        var unsupported = InboundKinds.IsUnsupported(said.Speech.Type);
        var message = new Message(
            chat,
            Wamid.Make(chat.Customer, inbound: true, world.Ids),
            Author.Customer,
            said.Speech.Type,
            said.Content(world),
            Quotation.Of(said.Speech, world.Chats),
            world.Now)
        {
            Status = chat.Blocked ? MessageStatus.Sent : MessageStatus.Delivered,
            Withheld = chat.Blocked,
        };
        Keep(message, said);
        if (!chat.Blocked)
        {
            chat.Number.Throughput.Count(world.Now);
            if (said.Speech.Type is not ("edit" or "revoke"))
                chat.LastInboundAt = world.Now;
        }

        var sent = !chat.Blocked && webhooks.TrySend(
            Updates.Inbound(message, said, unsupported, world.Options.BusinessScopedIds), world.Options.WebhookLatency);
        Record(LedgerKinds.CustomerMessage, Legs.Customer, message, said, sent ? Fields.Messages : null, chat.Blocked);
        world.Settle(act.ActId, message.Wamid);
    }

    public void OwnerSays(PlatformInput.OwnerSays act)
    {
        if (!TryMeet(act.ActId, act.PhoneNumberId, act.Customer, out var chat)
            || !TryRead(act.ActId, act.Body, chat, Author.Phone, out var said))
            return;
        if (Array.IndexOf(PhoneKinds, said.Speech.Type) < 0)
        {
            world.Settle(act.ActId, refusal: new(
                "type",
                "the app on the phone sends " + string.Join(", ", PhoneKinds),
                "send this kind by the Cloud API"));
            return;
        }

        var message = new Message(
            chat,
            Wamid.Make(chat.Customer, inbound: false, world.Ids),
            Author.Phone,
            said.Speech.Type,
            said.Content(world),
            Quotation.Of(said.Speech, world.Chats),
            world.Now);
        Keep(message, said);
        chat.Number.Throughput.Count(world.Now);
        var echoed = (world.Options.EchoUndocumentedKinds || Updates.IsDocumentedEcho(message.Type))
            && webhooks.TrySend(Updates.Echo(message, world.Options.BusinessScopedIds), world.Options.EchoLatency);
        Record(LedgerKinds.OwnerMessage, Legs.Phone, message, said, echoed ? Fields.Echoes : null, withheld: false);
        if (message.IsLine)
            journey.Begin(message);
        world.Settle(act.ActId, message.Wamid);
    }

    public void CustomerReads(PlatformInput.CustomerReads act)
    {
        if (!TryMeet(act.ActId, act.PhoneNumberId, act.Customer, out var chat))
            return;
        world.Record(
            LedgerKinds.CustomerRead, chat.Number.PhoneNumberId, chat.Customer.Key, null, Legs.Customer, new());
        foreach (var message in chat.Lines)
        {
            if (message.Author != Author.Customer && message.Status == MessageStatus.Delivered)
                journey.Reach(message, MessageStatus.Read);
        }

        world.Settle(act.ActId);
    }

    public void OwnerReads(PlatformInput.OwnerReads act)
    {
        if (!TryMeet(act.ActId, act.PhoneNumberId, act.Customer, out var chat))
            return;
        Marks.ReadByBusiness(world, chat, world.Now, Legs.Phone);
        world.Settle(act.ActId);
    }

    public void Define(PlatformInput.DefineCustomer act)
    {
        if (!TryName(act.ActId, act.Customer))
            return;
        var customer = world.Crowd.Meet(act.Customer);
        customer.Name = act.Setup.Name ?? customer.Name;
        customer.Username = act.Setup.Username?.TrimStart('@') ?? customer.Username;
        customer.ShowsNumber = act.Setup.ShowsNumber ?? customer.ShowsNumber;
        customer.ReadsByItself = act.Setup.ReadsByItself ?? customer.ReadsByItself;
        world.Settle(act.ActId, customer.Key);
    }

    private void Keep(Message message, Said said)
    {
        world.Chats.Keep(message);
        if (said.Target is { } target)
            Changes.Apply(world, said.Speech, message, target);
        else
            world.Show(message.Chat, message);
    }

    private void Record(string kind, string leg, Message message, Said said, string? field, bool withheld) =>
        world.Record(kind, message.Chat.Number.PhoneNumberId, message.Chat.Customer.Key, message.Wamid, leg, new()
        {
            Type = message.Type,
            OriginalWamid = said.Target?.Wamid,
            Field = field,
            Reason = field is not null ? null : withheld ? "blocked" : "no_endpoint",
        });

    private bool TryMeet(long actId, string numberName, string customerName, out Chat chat)
    {
        chat = null!;
        if (world.Accounts.NumberByAnyName(numberName) is not { } number)
        {
            world.Settle(actId, refusal: new(
                "phone_number_id", "it names a number of an account", "see /_emulator/accounts", NotFound: true));
            return false;
        }

        if (!TryName(actId, customerName))
            return false;
        var customer = world.Crowd.Meet(customerName);
        if (customer.WaId == number.Digits)
        {
            world.Settle(actId, refusal: new("customer", "nobody writes to himself", "name another customer"));
            return false;
        }

        chat = world.Chats.Between(number, customer);
        return true;
    }

    private bool TryName(long actId, string customerName)
    {
        if (customerName.Length is > 0 and <= LongestName && customerName.All(
            letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or '+' or ' ' or '(' or ')'))
            return true;
        world.Settle(actId, refusal: new(
            "customer",
            "it is a phone number, a BSUID or a name of plain letters and digits",
            "try 16505551234 or anna"));
        return false;
    }

    private bool TryRead(long actId, ReadOnlyMemory<byte> body, Chat chat, Author author, out Said said)
    {
        said = null!;
        var refusal = Speech.Read(body, out var speech);
        UploadedMedia? file = null;
        Message? target = null;
        if (refusal is null)
        {
            target = Changes.TargetOf(speech, world.Chats);
            refusal = Changes.Objection(speech, chat, author, target, world.Now)
                ?? Attachment.Find(world, speech, out file);
        }

        if (refusal is not null)
        {
            world.Settle(actId, refusal: refusal);
            return false;
        }

        said = new(chat, speech, target, file);
        return true;
    }
}
