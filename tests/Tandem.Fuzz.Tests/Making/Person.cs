using System.Globalization;

namespace Tandem.Fuzz.Tests.Making;

/// <summary>A customer: one person by all the names that webhooks have for them.</summary>
internal sealed record Person(string WaId, string UserId, string ParentUserId)
{
    public static Person Of(int n) => new(
        string.Create(CultureInfo.InvariantCulture, $"4915{n:D9}"),
        string.Create(CultureInfo.InvariantCulture, $"DE.77{n:D16}"),
        string.Create(CultureInfo.InvariantCulture, $"DE.ENT.88{n:D16}"));
}

/// <summary>A business number, its account, and the app whose secret signs its webhooks.</summary>
internal sealed record Shop(string PhoneNumberId, string Digits, string WabaId, string AppId, byte[] Secret);
