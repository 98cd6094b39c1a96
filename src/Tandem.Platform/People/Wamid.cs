using System.Text;

namespace Tandem.Platform.People;

/// <summary>
/// Message ids of the form real ones have: base64 of a small binary that embeds the other party and a random part.
/// Receivers must treat them as opaque, and as personal data.
/// </summary>
internal static class Wamid
{
    private const int InboundDigits = 20;
    private const int OutboundDigits = 18;

    public static string Make(Customer customer, bool inbound, Chance chance)
    {
        var digits = inbound ? InboundDigits : OutboundDigits;
        var peer = customer.VisibleWaId ?? customer.UserId;
        byte[] bytes =
        [
            0x1C, 0x18, (byte)peer.Length, .. Encoding.ASCII.GetBytes(peer),
            0x15, 0x02, 0x00, (byte)(inbound ? 0x12 : 0x11),
            0x18, (byte)digits, .. Encoding.ASCII.GetBytes(chance.Hex(digits)), 0x00,
        ];
        return "wamid." + Convert.ToBase64String(bytes);
    }
}
