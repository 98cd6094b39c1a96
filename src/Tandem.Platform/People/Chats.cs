using Tandem.Platform.Accounts;
using Tandem.Platform.Sending;
using Tandem.Platform.Templates;

namespace Tandem.Platform.People;

/// <summary>Everything between one business number and one customer.</summary>
internal sealed class Chat(BusinessNumber number, Customer customer)
{
    /// <summary>How long a customer's message allows free-form answers (Meta, "Send messages": 24 hours).</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    public BusinessNumber Number { get; } = number;

    public Customer Customer { get; } = customer;

    /// <summary>What the screens show, oldest first.</summary>
    public List<Message> Lines { get; } = [];

    /// <summary>The customer's last message since onboarding; it alone opens the window.</summary>
    public DateTimeOffset? LastInboundAt { get; set; }

    public PairAllowance Pair { get; } = new();

    /// <summary>Whether everything is free because the customer came from an ad.</summary>
    public FreeEntry Entry { get; } = new();

    /// <summary>Whether the customer wants no marketing messages of this number.</summary>
    public bool MarketingStopped { get; set; }

    /// <summary>When a message of the business last reached the customer.</summary>
    public DateTimeOffset? ReachedAt { get; set; }

    /// <summary>When the customer last complained in a way that counts.</summary>
    public DateTimeOffset? ComplainedAt { get; set; }

    /// <summary>The template that reached the customer last, and when.</summary>
    public (Template Template, DateTimeOffset At)? LatestTemplate { get; set; }

    /// <summary>Whether the customer blocked the business: what it sends stays on one tick.</summary>
    public bool BlockedByCustomer { get; set; }

    /// <summary>Whether the business blocked the customer.</summary>
    public bool Blocked => Number.Blocked.Contains(Customer.Key);

    /// <summary>Whether the customer service window is open. What was said before the latest onboarding opens nothing
    /// (Meta, "Onboard WhatsApp Business app users").</summary>
    public bool WindowIsOpen(DateTimeOffset now) =>
        LastInboundAt is { } last && now - last < Window && last >= Number.Link.OnboardedAt;
}

/// <summary>All chats and all messages.</summary>
internal sealed class Chats
{
    private readonly Dictionary<(BusinessNumber Number, string Customer), Chat> _chats = [];
    private readonly Dictionary<string, Message> _messages = new(StringComparer.Ordinal);

    public Chat Between(BusinessNumber number, Customer customer)
    {
        var key = (number, customer.Key);
        if (!_chats.TryGetValue(key, out var chat))
        {
            _chats.Add(key, chat = new(number, customer));
            Ordered.Add(chat);
        }

        return chat;
    }

    /// <summary>All chats in the order they began.</summary>
    public List<Chat> Ordered { get; } = [];

    public Message? Find(string wamid) => _messages.GetValueOrDefault(wamid);

    public void Keep(Message message)
    {
        _messages.Add(message.Wamid, message);
        if (message.IsLine)
            message.Chat.Lines.Add(message);
    }

    /// <summary>Keeps a message of the past: its line stands where its time belongs.</summary>
    public void KeepPast(Message message)
    {
        _messages.Add(message.Wamid, message);
        var lines = message.Chat.Lines;
        var at = lines.Count;
        while (at > 0 && lines[at - 1].SentAt > message.SentAt)
            at--;
        lines.Insert(at, message);
    }
}
