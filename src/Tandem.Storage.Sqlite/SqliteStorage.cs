using System.Globalization;
using SQLitePCL;
using Tandem.Engine.Journal;
using Tandem.Engine.Storing;
using Tandem.Storage.Sqlite.Booking;
using Tandem.Storage.Sqlite.Journaling;
using Tandem.Storage.Sqlite.Raw;
using Tandem.Storage.Sqlite.Schema;
using Tandem.Storage.Sqlite.Writing;

namespace Tandem.Storage.Sqlite;

/// <summary>Storage in a folder of its own: <c>journal.db</c> and <c>book.db</c>, one writer thread each.</summary>
/// <remarks>
/// Every acknowledgement comes after a sync (WAL, synchronous=FULL). Back up the book first, then the journal.
/// </remarks>
/// <param name="folder">The data folder; made if missing, and used by one process at a time.</param>
/// <param name="clock">Stamps feed items.</param>
public sealed class SqliteStorage(string folder, TimeProvider clock) : IStorage
{
    private const int OldestSafeVersion = 3051003;

    private readonly StorageHealth _health = new();
    private readonly List<IDisposable> _readers = [];
    private FolderLock? _lock;
    private GroupWriter<PendingAppend>? _journalWriter;
    private GroupWriter<BookWork>? _bookWriter;
    private SqliteJournal? _journal;
    private SqliteBook? _book;

    /// <inheritdoc/>
    public IJournal Journal => _journal ?? throw NotOpen();

    /// <inheritdoc/>
    public IBook Book => _book ?? throw NotOpen();

    /// <inheritdoc/>
    public Task<StorageBrokenException> Broken => _health.Broken;

    private string JournalPath => Path.Combine(folder, "journal.db");

    private string BookPath => Path.Combine(folder, "book.db");

    /// <inheritdoc/>
    public Task OpenAsync(CancellationToken ct)
    {
        Batteries_V2.Init();
        RefuseOldLibrary(raw.sqlite3_libversion_number());
        try
        {
            MakeFolder();
            _lock = FolderLock.Take(folder);
            Open();
        }
        catch (SqliteError error)
        {
            throw new StorageRefusedException($"The files in {folder} cannot be opened. {error.Message}", error);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new StorageRefusedException($"The data folder {folder} cannot be used: {refusal.Message}", refusal);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, string>> DescribeAsync(CancellationToken ct)
    {
        var facts = new Dictionary<string, string>
        {
            ["engine"] = $"SQLite {raw.sqlite3_libversion().utf8_to_string()}",
            ["durability"] = "every acknowledgement after a sync (WAL, synchronous=FULL)",
            ["folder"] = Path.GetFullPath(folder),
            ["journal_sync_ms"] = _journalWriter?.SyncTimes.Describe() ?? "not open",
            ["book_sync_ms"] = _bookWriter?.SyncTimes.Describe() ?? "not open",
        };
        foreach (var file in new[] { "journal.db", "journal.db-wal", "book.db", "book.db-wal" })
        {
            var info = new FileInfo(Path.Combine(folder, file));
            facts[$"{file} bytes"] = (info.Exists ? info.Length : 0).ToString(CultureInfo.InvariantCulture);
        }

        return Task.FromResult<IReadOnlyDictionary<string, string>>(facts);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Readers first: the writers' last checkpoint needs the files to themselves.
        _readers.ForEach(readers => readers.Dispose());
        _readers.Clear();
        if (_journalWriter is not null)
            await _journalWriter.DisposeAsync();

        if (_bookWriter is not null)
            await _bookWriter.DisposeAsync();

        _lock?.Dispose();
    }

    internal static void RefuseOldLibrary(int version)
    {
        if (version < OldestSafeVersion)
        {
            throw new StorageRefusedException(
                $"SQLite {version} is older than {OldestSafeVersion} (3.51.3): those versions can corrupt a database "
                + "when its log is reset. Use the library this program is shipped with.");
        }
    }

    /// <summary>For its owner's eyes only: the journal holds what customers wrote.</summary>
    private void MakeFolder()
    {
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly);
    }

    private void Open()
    {
        var journal = OpenFile(JournalPath, JournalSchema.ApplicationId, JournalSchema.Migrations);
        Connection? book = null;
        try
        {
            book = OpenFile(BookPath, BookSchema.ApplicationId, BookSchema.Migrations);
            Start(journal, book);
        }
        catch when (_bookWriter is null)
        {
            // No thread has taken them over yet.
            journal.Dispose();
            book?.Dispose();
            throw;
        }
    }

    private void Start(Connection journal, Connection book)
    {
        var owners = JournalLoad.Owners(journal);
        var lastDelivery = JournalLoad.LastDeliveryId(owners);
        PairedFiles.Check(journal, book, lastDelivery);

        var done = BookLoad.Marks(book);
        var journalGroup = new JournalGroup(owners, JournalLoad.LastWebhookId(journal), lastDelivery);
        var (journalReaders, bookReaders) = (OpenReaders(JournalPath), OpenReaders(BookPath));
        _journalWriter = new GroupWriter<PendingAppend>("journal writer", journal, journalGroup, _health);
        _bookWriter = new GroupWriter<BookWork>(
            "book writer", book, new BookGroup(done, new BookWriting(clock)), _health);
        _journal = new SqliteJournal(owners, done, _journalWriter, journalReaders);
        _book = new SqliteBook(_bookWriter, bookReaders);
    }

    private ReadPool OpenReaders(string path)
    {
        var readers = new ReadPool(path, _health);
        _readers.Add(readers);
        return readers;
    }

    private Connection OpenFile(string path, int applicationId, string[] migrations)
    {
        var db = Connection.Open(path, create: true);
        try
        {
            // fullfsync matters on macOS only, where a plain fsync does not reach the platter.
            db.Execute("""
                PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;
                PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY;
                """);
            if (db.Ask("PRAGMA journal_mode") != "wal" || db.Ask("PRAGMA synchronous") != "2")
                throw new StorageRefusedException($"{path}: this file system does not allow a write-ahead log.");

            SchemaSteps.Apply(db, path, applicationId, migrations);
            return db;
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }

    private static InvalidOperationException NotOpen() => new("The storage has not been opened.");
}
