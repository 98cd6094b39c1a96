using Tandem.Platform.People;

namespace Tandem.Platform.Link;

/// <summary>An entry of the phone's address book.</summary>
internal sealed record Contact(Customer Customer, string FullName, string FirstName, DateTimeOffset ChangedAt);
