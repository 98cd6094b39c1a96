namespace Tandem.Platform.Templates;

/// <summary>Where a template stands (Meta, "Templates").</summary>
internal enum TemplateStatus
{
    Pending,
    Approved,
    Rejected,
    Paused,
    Disabled,
}

/// <summary>Names of the statuses.</summary>
internal static class TemplateStatuses
{
    /// <summary>As Graph writes it.</summary>
    public static string Name(this TemplateStatus status) => status switch
    {
        TemplateStatus.Pending => "PENDING",
        TemplateStatus.Approved => "APPROVED",
        TemplateStatus.Rejected => "REJECTED",
        TemplateStatus.Paused => "PAUSED",
        _ => "DISABLED",
    };
}
