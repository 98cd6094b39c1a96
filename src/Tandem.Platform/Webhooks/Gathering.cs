namespace Tandem.Platform.Webhooks;

/// <summary>Gathers updates for the same endpoint into webhooks that keep within Meta's bounds.</summary>
internal sealed class Gathering(World world)
{
    /// <summary>A webhook has at most 3 MB (Meta, "Webhooks overview"). Escaping turns a letter of two bytes into six,
    /// and each update may need a frame of its own.</summary>
    public const int MostBytes = 900_000;

    private readonly Dictionary<(string Url, string AppId), Queue<Update>> _waiting = [];

    /// <summary>Adds an update; the first one for an endpoint decides when all of them leave.</summary>
    public void Add(string url, Update update)
    {
        var key = (url, update.Account.App.Id);
        if (!_waiting.TryGetValue(key, out var waiting))
            _waiting.Add(key, waiting = new());
        if (waiting.Count == 0)
            world.Agenda.Add(world.Now + world.Options.BatchWindow, new Due.BatchLeaves(url, update.Account.App.Id));
        waiting.Enqueue(update);
    }

    /// <summary>Takes the next webhook's updates; empty: none is left.</summary>
    public List<Update> Take(Due.BatchLeaves due)
    {
        var waiting = _waiting[(due.Url, due.AppId)];
        var batch = new List<Update>();
        var bytes = 0;
        while (batch.Count < world.Options.MaxUpdatesPerWebhook && waiting.TryPeek(out var next)
            && (batch.Count == 0 || bytes + SizeOf(next) <= MostBytes))
        {
            bytes += SizeOf(next);
            batch.Add(waiting.Dequeue());
        }

        return batch;
    }

    private static int SizeOf(Update update) => update.Item.Length + (update.Contact?.Length ?? 0);
}
