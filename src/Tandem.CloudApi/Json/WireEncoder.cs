using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tandem.CloudApi.Json;

/// <summary>How strings are written: JSON's own escapes only. The output goes to APIs, never into a page.</summary>
internal static class WireEncoder
{
    public static readonly JavaScriptEncoder Relaxed = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static readonly JsonWriterOptions Options = new() { Encoder = Relaxed };
}
