using Tandem.Platform.Accounts;
using Tandem.Platform.Media;
using Tandem.Platform.People;

namespace Tandem.Platform.Link;

/// <summary>Makes up chats of the time before the link, so that there is a past to share.</summary>
internal sealed class PastChats(World world)
{
    private const int MostCustomers = 10_000;
    private const int MostMessages = 200_000;
    private const int MostDays = 3_650;

    /// <summary>Share of messages that are media, where media is asked for.</summary>
    private const double MediaShare = 0.2;

    private static readonly string[] MediaKinds = ["image", "audio", "video", "document"];

    private static readonly string[] Asked =
    [
        "Hello! Are you open today?", "Is the big one back in stock?", "How much is delivery?", "Thank you!",
        "Can I pick it up at five?", "Which one would you take?", "I will think about it.", "Great, see you then.",
    ];

    private static readonly string[] Answered =
    [
        "Good morning, how can we help?", "Yes, until six.", "It arrives on Thursday.", "Delivery is free from 30.",
        "Sure, we keep it for you.", "I would take the smaller one.", "You are welcome!", "It is ready.",
    ];

    private readonly Chance _chance = Chance.Stream(world.Options.Seed, "past chats");

    /// <summary>Why such a past cannot be made up; null: it can.</summary>
    public static ActRefusal? Objection(PlatformInput.SeedHistory act) =>
        act.Customers is < 1 or > MostCustomers
            ? new("customers", $"there are 1 to {MostCustomers}", "seed several times for more")
        : act.MessagesEach < 1 || (long)act.Customers * act.MessagesEach > MostMessages
            ? new("messages_each", $"there is at least 1, and {MostMessages} in all at most", "seed several times")
        : act.Days is < 1 or > MostDays
            ? new("days", $"it is 1 to {MostDays}", "history reaches back 180 days")
        : null;

    /// <summary>Writes them: before the onboarding of a linked number, before now for any other.</summary>
    public void Write(BusinessNumber number, PlatformInput.SeedHistory act)
    {
        var until = number.Link.IsCoexistence ? number.Link.OnboardedAt : world.Now;
        for (var i = 0; i < act.Customers; i++)
        {
            var chat = world.Chats.Between(number, world.Crowd.MeetByPhone(FreeDigits(number)));
            var ages = new long[act.MessagesEach];
            for (var j = 0; j < ages.Length; j++)
                ages[j] = 1 + (long)(_chance.Unit() * (act.Days * 86_400L - 1));
            Array.Sort(ages);
            for (var j = ages.Length - 1; j >= 0; j--)
                Keep(chat, until - TimeSpan.FromSeconds(ages[j]), isFirst: j == ages.Length - 1, act.Media);
        }
    }

    private void Keep(Chat chat, DateTimeOffset at, bool isFirst, bool media)
    {
        var inbound = isFirst || _chance.Happens(0.5);
        var kind = media && _chance.Happens(MediaShare) ? MediaKinds[_chance.Below(MediaKinds.Length)] : "text";
        var file = kind == "text" ? null : SampleFile.For(kind, _chance.Next());
        var words = inbound ? Asked : Answered;
        var message = new Message(
            chat,
            Wamid.Make(chat.Customer, inbound, _chance),
            inbound ? Author.Customer : Author.Phone,
            kind,
            file is null ? Text(words[_chance.Below(words.Length)]) : Object(kind, file, chat.Number),
            context: null,
            at)
        {
            Status = StatusFor(inbound),
            OnPhone = true,
            File = file,
        };
        world.Chats.KeepPast(message);
        world.Show(chat, message);
        world.Record(
            LedgerKinds.HistoryMessage, chat.Number.PhoneNumberId, chat.Customer.Key, message.Wamid, Legs.Phone, new()
            {
                Type = kind,
                SentAt = at,
            });
    }

    private MessageStatus StatusFor(bool inbound) => _chance.Unit() switch
    {
        < 0.85 => MessageStatus.Read,
        < 0.97 => MessageStatus.Delivered,
        < 0.99 => inbound ? MessageStatus.Delivered : MessageStatus.Sent,
        _ => inbound ? MessageStatus.Delivered : MessageStatus.Failed,
    };

    private static byte[] Text(string body) => MetaJson.Piece(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("body", body);
        writer.WriteEndObject();
    });

    private byte[] Object(string kind, UploadedMedia file, BusinessNumber number)
    {
        var item = world.Media.Keep(file, number.PhoneNumberId, world.Now + MediaShelf.WebhookLife, _chance);
        return MetaJson.Piece(writer =>
        {
            writer.WriteStartObject();
            if (kind == "document")
                writer.WriteString("filename", file.FileName);
            writer.WriteString("mime_type", file.MimeType);
            writer.WriteString("sha256", Convert.ToBase64String(Convert.FromHexString(file.Sha256)));
            writer.WriteString("id", item.Id);
            if (kind == "audio")
                writer.WriteBoolean("voice", true);
            writer.WriteEndObject();
        });
    }

    /// <summary>A phone number of the business's own country that nobody has.</summary>
    private string FreeDigits(BusinessNumber number)
    {
        string digits;
        do
            digits = number.Country.Prefix + _chance.Digits(11 - number.Country.Prefix.Length);
        while (world.Accounts.HasDigits(digits) || world.Crowd.Find(digits) is not null);
        return digits;
    }
}
