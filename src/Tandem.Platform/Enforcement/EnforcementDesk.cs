using System.Globalization;
using System.Text.Json;
using Tandem.Platform.Accounts;
using Tandem.Platform.Webhooks;

namespace Tandem.Platform.Enforcement;

/// <summary>Enforcement of Meta's policies: violations climb the ladder, blocks end by themselves, locks by an
/// appeal.</summary>
internal sealed class EnforcementDesk(World world, WebhookPost webhooks)
{
    /// <summary>Bad behaviour that customers' feedback shows; another violation only after some rest.</summary>
    public void NoteBehaviour(Account account, string type)
    {
        if (world.Options.Enforcement
            && !(world.Now - account.Standing.ViolatedAt < world.Options.EnforcementRests))
            Violate(account, type);
    }

    /// <summary>A violation: one step further.</summary>
    public void Violate(Account account, string type)
    {
        var standing = account.Standing;
        var step = Ladder.Steps[Math.Min(standing.Steps, Ladder.Steps.Count - 1)];
        standing.Steps = Math.Min(standing.Steps + 1, Ladder.Steps.Count);
        standing.ViolatedAt = world.Now;
        if (step.BlockedFor is { } length)
            Block(account, step, length, type);
        else if (step.Locks || step.Disables)
            Ban(account, step);
        else
            Tell(account, "ACCOUNT_VIOLATION", writer => WriteViolation(writer, type));
    }

    public void End(Due.RestrictionEnds due)
    {
        if (due.Account.Standing.Restrictions.Remove(due.Restriction))
            Record(due.Account, LedgerKinds.RestrictionEnded, due.Restriction.Type, null);
    }

    /// <summary>An appeal is granted: the account is as good as new.</summary>
    public void Reinstate(Account account)
    {
        var standing = account.Standing;
        var wasBanned = standing.Locked || standing.Disabled;
        standing.Restrictions.Clear();
        (standing.Locked, standing.Disabled, standing.Steps, standing.ViolatedAt) = (false, false, 0, null);
        if (wasBanned)
            Tell(account, "DISABLED_UPDATE", writer => WriteBan(writer, "REINSTATE"));
    }

    private void Block(Account account, LadderStep step, TimeSpan length, string type)
    {
        string[] types = step.BlocksAnswers
            ? [RestrictionTypes.WriteFirst, RestrictionTypes.Answer, RestrictionTypes.AddNumbers]
            : [RestrictionTypes.WriteFirst, RestrictionTypes.AddNumbers];
        var restrictions = types.Select(name => new Restriction(name, world.Now + length)).ToList();
        account.Standing.Restrictions.RemoveAll(old => Array.IndexOf(types, old.Type) >= 0);
        account.Standing.Restrictions.AddRange(restrictions);
        foreach (var restriction in restrictions)
            world.Agenda.Add(restriction.Until, new Due.RestrictionEnds(account, restriction));
        Tell(account, "ACCOUNT_RESTRICTION", writer =>
        {
            writer.WriteStartArray("restriction_info");
            foreach (var restriction in restrictions)
            {
                writer.WriteStartObject();
                writer.WriteString("restriction_type", restriction.Type);
                writer.WriteNumber("expiration", restriction.Until.ToUnixTimeSeconds());
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            WriteViolation(writer, type);
        });
    }

    private void Ban(Account account, LadderStep step)
    {
        account.Standing.Locked = true;
        account.Standing.Disabled = step.Disables;
        Tell(account, "DISABLED_UPDATE", writer =>
            WriteBan(writer, step.Disables ? "DISABLE" : "SCHEDULE_FOR_DISABLE"));
    }

    private void Tell(Account account, string name, Action<Utf8JsonWriter> write)
    {
        var told = webhooks.TrySend(
            AccountNews.Update(account, Fields.Account, name, world.Now, writer =>
            {
                writer.WriteString("event", name);
                write(writer);
            }),
            world.Options.WebhookLatency);
        Record(account, LedgerKinds.PolicyEnforced, name, told ? Fields.Account : null);
    }

    private void Record(Account account, string kind, string type, string? field) =>
        world.Record(kind, null, null, null, Legs.Api, new()
        {
            Type = type,
            Status = account.Standing.Name,
            Field = field,
        });

    private static void WriteViolation(Utf8JsonWriter writer, string type)
    {
        writer.WriteStartObject("violation_info");
        writer.WriteString("violation_type", type);
        writer.WriteEndObject();
    }

    private void WriteBan(Utf8JsonWriter writer, string state)
    {
        writer.WriteStartObject("ban_info");
        writer.WriteString("waba_ban_state", state);
        writer.WriteString(
            "waba_ban_date", world.Now.UtcDateTime.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture));
        writer.WriteEndObject();
    }
}
