namespace Tandem.Domain.Mirroring;

/// <summary>What somebody is about to do with a number, as far as its limits are concerned.</summary>
/// <param name="From">Who.</param>
/// <param name="Kind">As <see cref="MirrorRow.Kind"/> names it.</param>
public sealed record Intent(Side From, string Kind)
{
    /// <summary>What whoever read it found: of its form, and of the files it carries.</summary>
    public ValueList<Finding> Findings { get; init; }

    /// <summary>The template it is made from; null for every other type.</summary>
    public TemplateName? Template { get; init; }
}

/// <summary>A template in one language.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Language">Meta's code, such as <c>en_US</c>.</param>
public sealed record TemplateName(string Name, string Language);

/// <summary>A template of the account, as Meta lists it.</summary>
/// <param name="Name">Name and language.</param>
/// <param name="Status">Meta's word, such as <c>APPROVED</c> or <c>PAUSED</c>.</param>
public sealed record TemplateFacts(TemplateName Name, string Status)
{
    /// <summary>Whether Meta takes it now.</summary>
    public bool IsUsable => Status is "APPROVED";
}
