using Tandem.Platform.Sending.Limits;
using Tandem.Platform.Sending.Quality;

namespace Tandem.Platform.Templates;

/// <summary>The templates of an account.</summary>
internal sealed class TemplateShelf
{
    /// <summary>How long the name of a deleted approved template is blocked (Meta, "Templates": 30 days).</summary>
    private static readonly TimeSpan NameRests = TimeSpan.FromDays(30);

    private readonly Dictionary<(string Name, string Language), DateTimeOffset> _deleted = [];

    /// <summary>All of them, oldest first. The first ones are old friends of every account's customers.</summary>
    public List<Template> All { get; } =
    [
        Seeded("1689556908129832", "hello_world", "UTILITY", "Hello from the emulator."),
        Seeded("1387372356726668", "order_update", "UTILITY", "Hi {{1}}, your order {{2}} is on its way."),
        Seeded("1259544702043867", "spring_sale", "MARKETING", "Hi {{1}}, everything is 20% off until Sunday."),
    ];

    /// <summary>Creations of the hour.</summary>
    public CallQuota Creations { get; } = new();

    public Template? Find(string id) => All.Find(template => template.Id == id);

    public Template? Find(string? name, string? language) =>
        All.Find(template => template.Name == name && template.Language == language);

    public void Remove(Template template, DateTimeOffset now)
    {
        All.Remove(template);
        if (template.Status == TemplateStatus.Approved)
            _deleted[(template.Name, template.Language)] = now;
    }

    /// <summary>Whether a name is still blocked because its template was deleted.</summary>
    public bool IsResting(string name, string language, DateTimeOffset now) =>
        _deleted.TryGetValue((name, language), out var at) && now - at < NameRests;

    private static Template Seeded(string id, string name, string category, string body) =>
        new(id, name, "en_US", DateTimeOffset.UnixEpoch)
        {
            Category = category,
            Text = TemplateText.OfBody(body),
            Status = TemplateStatus.Approved,
            Rating = QualityRating.Green,
        };
}
