namespace Tandem.CloudApi.Sending;

/// <summary>Lengths and counts of the wire, in characters (Unicode scalar values) or elements.</summary>
/// <remarks>
/// Source: Meta's page of each message type, read on 2026-11-22. Where two of Meta's texts differ the larger one holds
/// (decision 0101), because a limit of ours must never refuse what Meta would take.
/// </remarks>
public static class SendLimits
{
    public const int TextBody = 4096;
    public const int Caption = 1024;
    public const int CallbackData = 512;

    /// <summary>1024 on most pages, 4096 on that of lists.</summary>
    public const int InteractiveBody = 4096;
    public const int InteractiveFooter = 60;
    public const int Buttons = 3;
    public const int ButtonId = 256;
    public const int ButtonTitle = 20;
    public const int ListButton = 20;
    public const int ListSections = 10;

    /// <summary>In all sections together.</summary>
    public const int ListRows = 10;
    public const int RowId = 200;
    public const int RowTitle = 24;
    public const int RowDescription = 72;
    public const int TemplateName = 512;
}
