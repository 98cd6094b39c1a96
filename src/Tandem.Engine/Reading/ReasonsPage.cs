using System.Text;
using Tandem.Domain.Sending;

namespace Tandem.Engine.Reading;

/// <summary>The table of reasons as a page for people: docs/reasons.md.</summary>
public static class ReasonsPage
{
    private const string Head =
        """
        # Why a send does not go

        Printed by `tandem reasons` from the table in the code; a test holds the two together. `held` and `refusal` of a
        send (`GET /v1/numbers/{phone_number_id}/outbox/{id}`), the problem documents of `POST …/messages` and the holds
        in `POST /v1/check` name these codes, with who holds it (`by`), `since` and `until` when.

        ## It waits, or is refused

        A dash: a send of that lane passes. Where it waits, it goes by itself as soon as it may.


        """;

    private const string Columns =
        "| code | what it means | human | bot | notification | campaign | what ends it | says until when | drop-in API "
        + "| what to do |\n|---|---|---|---|---|---|---|---|---|---|\n";

    /// <summary>The page.</summary>
    public static string Write()
    {
        var page = new StringBuilder(Head).Append(Columns);
        foreach (var reason in Reasons.All.Where(reason => !reason.Withdrawn && !reason.Meta))
            Row(page, reason.Code, reason.Means, Word(reason.Human), Word(reason.Bot), Word(reason.Notification),
                Word(reason.Campaign), reason.Ends, reason.Until ? "yes" : "no", reason.DropIn, reason.Do);
        page.Append("\n## It was taken back before it left\n\nNothing was sent.\n\n"
            + "| code | what it means | drop-in API | what to do |\n|---|---|---|---|\n");
        foreach (var reason in Reasons.All.Where(reason => reason.Withdrawn))
            Row(page, reason.Code, reason.Means, reason.DropIn, reason.Do);
        page.Append("\n## It left\n\n"
            + "| code | what it means | what settles it | drop-in API | what to do |\n|---|---|---|---|---|\n");
        foreach (var reason in Reasons.All.Where(reason => reason.Meta))
            Row(page, reason.Code, reason.Means, reason.Ends, reason.DropIn, reason.Do);
        return page.ToString();
    }

    private static void Row(StringBuilder page, string code, params IEnumerable<string?> cells) =>
        page.Append("| `").Append(code).Append("` | ").AppendJoin(" | ", cells.Select(cell => cell ?? "–"))
            .Append(" |\n");

    private static string Word(Fate fate) => fate switch
    {
        Fate.Waits => "waits",
        Fate.Refused => "refused",
        _ => "–",
    };
}
