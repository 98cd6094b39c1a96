using CsCheck;
using Tandem.Domain.Identity;

namespace Tandem.Domain.Tests.Identity;

/// <summary>Which digit strings are one subscriber, and which only look like it.</summary>
public sealed class NationalVariantsTests
{
    private static readonly string[] Fronts = ["55", "52", "521", "54", "549", "5411", "5511", "55119", "5591"];

    // Numbers as the plans of the three countries have them, near misses, and any others.
    private static readonly Gen<string> Numbers = Gen.Frequency(
        (4, Gen.Select(Gen.Int[0, Fronts.Length - 1].Select(i => Fronts[i]), Digits(7, 12))
            .Select((front, rest) => front + rest)),
        (1, Digits(7, 15)));

    [Theory]
    [InlineData("551187654321", "5511987654321")] // São Paulo
    [InlineData("558599998888", "5585999998888")] // Fortaleza
    [InlineData("525512345678", "5215512345678")]
    [InlineData("541123456789", "5491123456789")]
    [InlineData("542954123456", "5492954123456")]
    public void Two_forms_of_one_number_are_one(string one, string other)
    {
        Assert.True(NationalVariants.AreOne(one, other));
        Assert.Equal(NationalVariants.Of(one), NationalVariants.Of(other));
        Assert.Contains(one, NationalVariants.Of(other));
    }

    [Theory]
    [InlineData("551134567890", "5511934567890")] // a landline, and a mobile given out after the ninth digit came
    [InlineData("552087654321", "5520987654321")] // no such area
    [InlineData("5511987654321", "5521987654321")]
    [InlineData("521234567890", "5211234567890")] // no Mexican number begins with 1
    [InlineData("16505551234", "116505551234")]
    [InlineData("34600111222", "349600111222")]
    [InlineData("543987654321", "549543987654321")]
    public void What_is_not_surely_one_stays_two(string one, string other) =>
        Assert.False(NationalVariants.AreOne(one, other));

    [Fact]
    public void The_form_that_stands_for_all_stands_for_itself() => Numbers.Sample(number =>
        Assert.Equal(
            NationalVariants.Canonical(number),
            NationalVariants.Canonical(NationalVariants.Canonical(number))));

    [Fact]
    public void Every_form_names_the_same_forms() => Numbers.Sample(number =>
    {
        var forms = NationalVariants.Of(number);

        Assert.Contains(number, forms);
        Assert.All(forms, form => Assert.Equal(forms, NationalVariants.Of(form)));
    });

    [Fact]
    public void To_be_one_is_symmetric_and_transitive() => Gen.Select(Numbers, Numbers, Numbers).Sample((a, b, c) =>
    {
        Assert.True(NationalVariants.AreOne(a, a));
        Assert.Equal(NationalVariants.AreOne(a, b), NationalVariants.AreOne(b, a));
        if (NationalVariants.AreOne(a, b) && NationalVariants.AreOne(b, c))
            Assert.True(NationalVariants.AreOne(a, c));
    });

    // The plans themselves, written here a second time: of the forms joined at most one can be given out today.
    [Fact]
    public void No_two_numbers_that_could_both_exist_are_one() => Numbers.Sample(number =>
        Assert.InRange(NationalVariants.Of(number).Count(CanBeGivenOut), 0, 1));

    private static bool CanBeGivenOut(string digits) => digits switch
    {
        ['5', '5', _, _, .. var local] => local is [>= '2' and <= '5', ..] ? local.Length == 8 : local is ['9', ..]
            && local.Length == 9,
        ['5', '2', .. var national] => national is [>= '2' and <= '9', ..] && national.Length == 10,

        // Ten digits are one line, a landline or a mobile; the 9 is dialled, not given out.
        ['5', '4', .. var national] => national is ['1' or '2' or '3', ..] && national.Length == 10,
        _ => true,
    };

    private static Gen<string> Digits(int least, int most) =>
        Gen.Char['0', '9'].Array[least, most].Select(digits => new string(digits));
}
