using System.Text.Json;

namespace Tandem.Platform.Graph;

/// <summary>A node's fields and how each is written; <c>fields=</c> selects, <c>id</c> is always added.</summary>
internal sealed class FieldList(string id) : List<(string Name, bool ByDefault, Action<Utf8JsonWriter> Write)>
{
    public void Add(string name, string value, bool byDefault = false) =>
        Add((name, byDefault, writer => writer.WriteStringValue(value)));

    public void Add(string name, bool value) => Add((name, false, writer => writer.WriteBooleanValue(value)));

    public void Add(string name, Action<Utf8JsonWriter> write) => Add((name, false, write));

    /// <summary>Writes the node as an object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="fields">The parameter; null or empty: the defaults.</param>
    public void Write(Utf8JsonWriter writer, string? fields)
    {
        var wanted = string.IsNullOrEmpty(fields) ? null : Names(fields);
        writer.WriteStartObject();
        foreach (var field in this)
        {
            if (wanted?.Contains(field.Name) ?? field.ByDefault)
            {
                writer.WritePropertyName(field.Name);
                field.Write(writer);
            }
        }

        writer.WriteString("id", id);
        writer.WriteEndObject();
    }

    /// <summary>Names at the outer level: what stands in braces or after a dot belongs to the name before it.</summary>
    private static HashSet<string> Names(string fields)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var depth = 0;
        var start = 0;
        for (var i = 0; i <= fields.Length; i++)
        {
            var letter = i < fields.Length ? fields[i] : ',';
            if (letter is '{' or '(')
                depth++;
            else if (letter is '}' or ')')
                depth--;
            else if (letter == ',' && depth == 0)
            {
                var name = fields[start..i].Trim();
                var end = name.AsSpan().IndexOfAny("{(.");
                names.Add(end < 0 ? name : name[..end]);
                start = i + 1;
            }
        }

        return names;
    }
}
