using Tandem.Engine.Journal;
using Tandem.Engine.Registry;
using Tandem.Engine.Storing;
using Tandem.Engine.Watching;

namespace Tandem.Engine.Reading;

/// <summary>Answers questions about what is stored; changes nothing.</summary>
/// <remarks>
/// It checks no scope: whoever asks on behalf of a key first checks that the number is in the key's scope. Every id
/// names its number, see <see cref="NumberReader.FindOwnerOfAsync"/>. Of private conversations it shows only that they
/// exist, unless <see cref="For"/> says that the owner asks.
/// </remarks>
public sealed class Reader(IBook book, IJournal journal, TimeProvider clock)
{
    private readonly RegistrationBook _directory = new(book);
    private readonly bool _seesPrivate;
    private Reader? _owners;

    private Reader(IBook book, IJournal journal, TimeProvider clock, bool seesPrivate)
        : this(book, journal, clock) => _seesPrivate = seesPrivate;

    /// <summary>What this caller is answered.</summary>
    public Reader For(Caller caller) => caller.IsOwner ? OfOwner : this;

    /// <summary>What the installation's owner is answered: with what is known of private conversations.</summary>
    public Reader OfOwner => _seesPrivate ? this : _owners ??= new Reader(book, journal, clock, seesPrivate: true);

    /// <summary>Numbers, their links and ledgers.</summary>
    public NumberReader Numbers => field ??= new NumberReader(book, journal, _directory, clock);

    /// <summary>How numbers fare.</summary>
    public HealthReader Health => field ??= new HealthReader(book, Numbers, _directory);

    /// <summary>How fast numbers may send, and what waits.</summary>
    public PaceReader Pace => field ??= new PaceReader(book, _directory, clock);

    /// <summary>Conversations and their messages.</summary>
    public TimelineReader Timeline => field ??= new TimelineReader(book, clock, _seesPrivate);

    /// <summary>What touched a message.</summary>
    public LifeReader Life => field ??= new LifeReader(book, journal, Timeline);

    /// <summary>Webhooks as they arrived.</summary>
    public ReceivedReader Received => field ??= new ReceivedReader(book, journal, _directory, _seesPrivate);

    /// <summary>Sends.</summary>
    public SendReader Sends => field ??= new SendReader(book, _seesPrivate);

    /// <summary>Who is private.</summary>
    public PrivacyReader Privacy => field ??= new PrivacyReader(book);

    /// <summary>What is missing.</summary>
    public GapReader Gaps => field ??= new GapReader(book, Timeline);

    /// <summary>Where two voices spoke at the same time.</summary>
    public CollisionReader Collisions => field ??= new CollisionReader(book, Timeline);

    /// <summary>What somebody must look at now.</summary>
    public AlarmReader Alarms => field ??= new AlarmReader(new AlarmBook(book, clock), _directory);

    /// <summary>What happens, as it happens.</summary>
    public FeedReader Feed => field ??= new FeedReader(book);
}
