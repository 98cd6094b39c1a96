using Tandem.Console.Words;

namespace Tandem.Console.Tests.Words;

/// <summary>What contacts are called.</summary>
public sealed class PersonTests
{
    [Theory]
    [InlineData("16505551002", "+1 650 555 1002")]
    [InlineData("4915112345104", "+49 1511 234 5104")]
    [InlineData("447700900103", "+44 770 090 0103")]
    [InlineData("351912345678", "+351 91 234 5678")]
    [InlineData("420601234567", "+420 60 123 4567")]
    [InlineData("4712345678", "+47 1 234 5678")]
    [InlineData("290123456", "+290 12 3456")]
    [InlineData("12345678", "12345678")]
    [InlineData("US.1234567890", "US.1234567890")]
    public void A_number_is_grouped_behind_its_country_code(string digits, string shown) =>
        Assert.Equal(shown, Person.Number(digits));
}
