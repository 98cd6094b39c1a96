using System.Text.Json.Nodes;
using CsCheck;

namespace Tandem.Engine.Tests;

/// <summary>The webhooks of the case folders as a stream, straight and arranged otherwise.</summary>
internal static class CaseStreams
{
    private static readonly string[] Lists =
        ["messages", "message_echoes", "statuses", "state_sync", "errors", "user_preferences", "user_id_update"];

    private static readonly IReadOnlyList<string> Bodies = ReadAll();

    /// <summary>Some of the cases in order, and the same items twice, shuffled, split and merged.</summary>
    public static Gen<(IReadOnlyList<string> Straight, IReadOnlyList<string> Arranged)> Arrangements =>
        from chosen in Gen.Shuffle(Bodies.ToArray(), 40)
        from order in Gen.Shuffle(chosen.Concat(chosen).SelectMany(Split).ToArray())
        from sizes in Gen.Int[1, 7].Array[order.Length]
        select ((IReadOnlyList<string>)chosen, Merge(order, sizes));

    /// <summary>One webhook per item.</summary>
    public static IEnumerable<JsonObject> Split(string body)
    {
        if (JsonNode.Parse(body)?["entry"] is not JsonArray entries)
            yield break;
        foreach (var entry in entries.OfType<JsonObject>())
        {
            foreach (var change in (entry["changes"] as JsonArray ?? []).OfType<JsonObject>())
            {
                foreach (var part in SplitChange(change))
                {
                    var alone = (JsonObject)entry.DeepClone();
                    alone["changes"] = new JsonArray(part);
                    yield return alone;
                }
            }
        }
    }

    private static IEnumerable<JsonObject> SplitChange(JsonObject change)
    {
        var value = change["value"] as JsonObject;
        var lists = Lists.Where(list => value?[list] is JsonArray).ToList();
        if (value?["history"] is JsonArray)
        {
            foreach (var part in SplitHistory(change))
                yield return part;
        }
        else if (lists.Count == 0)
        {
            yield return (JsonObject)change.DeepClone();
        }

        foreach (var list in lists)
        {
            foreach (var item in (JsonArray)value![list]!)
            {
                var part = (JsonObject)change.DeepClone();
                var alone = (JsonObject)part["value"]!;
                foreach (var other in lists.Append("history"))
                    alone.Remove(other);
                alone[list] = new JsonArray(item!.DeepClone());
                yield return part;
            }
        }
    }

    private static IEnumerable<JsonObject> SplitHistory(JsonObject change)
    {
        foreach (var chunk in (JsonArray)change["value"]!["history"]!)
        {
            var threads = (chunk!["threads"] as JsonArray ?? []).OfType<JsonObject>()
                .Where(thread => thread["messages"] is JsonArray { Count: > 0 }).ToList();
            if (threads.Count == 0)
                yield return With(change, (JsonObject)chunk.DeepClone());
            foreach (var thread in threads)
            {
                foreach (var message in (JsonArray)thread["messages"]!)
                {
                    var one = (JsonObject)thread.DeepClone();
                    one["messages"] = new JsonArray(message!.DeepClone());
                    var alone = (JsonObject)chunk.DeepClone();
                    alone["threads"] = new JsonArray(one);
                    yield return With(change, alone);
                }
            }
        }
    }

    private static JsonObject With(JsonObject change, JsonObject chunk)
    {
        var part = (JsonObject)change.DeepClone();
        foreach (var list in Lists)
            ((JsonObject)part["value"]!).Remove(list);
        part["value"]!["history"] = new JsonArray(chunk);
        return part;
    }

    private static IReadOnlyList<string> Merge(JsonObject[] entries, int[] sizes)
    {
        var bodies = new List<string>();
        for (int at = 0, group = 0; at < entries.Length; at += sizes[group++])
        {
            var together = entries.Skip(at).Take(sizes[group]).Select(entry => entry.DeepClone());
            bodies.Add(new JsonObject
            {
                ["object"] = "whatsapp_business_account",
                ["entry"] = new JsonArray([.. together]),
            }.ToJsonString());
        }

        return bodies;
    }

    private static List<string> ReadAll()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder.FullName, "tests", "cases")))
            folder = folder.Parent
                ?? throw new DirectoryNotFoundException("tests/cases is above no folder of the tests");
        var cases = Path.Combine(folder.FullName, "tests", "cases", "webhooks");
        return
        [
            .. Directory.EnumerateFiles(cases, "request.json", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal).Select(File.ReadAllText)
                .Where(body => Split(body).Any()),
        ];
    }
}
