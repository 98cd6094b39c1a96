using System.Text.RegularExpressions;

namespace Tandem.Architecture.Tests;

/// <summary>Secrets are compared in constant time; else the time taken lets one guess them byte by byte.</summary>
public sealed partial class SecretsTests
{
    [Fact]
    public void Secrets_are_compared_only_in_constant_time() =>
        Found.Nothing(Repository.LinesWhere(Repository.Files("src", ".cs", ".razor"), ComparesASecret));

    [Theory]
    [InlineData("if (signature == expected) return;")]
    [InlineData("return given.AccessToken != number.Stored;")]
    [InlineData("computedHmac.AsSpan().SequenceEqual(given)")]
    [InlineData("bytes.SequenceEqual(appSecret)")]
    [InlineData("string.Equals(verifyToken, given, StringComparison.Ordinal)")]
    public void The_gate_sees_a_plain_comparison(string line) => Assert.True(ComparesASecret(line));

    [Theory]
    [InlineData("if (signature == null) return;")]
    [InlineData("if (signature.Length != 64) return;")]
    [InlineData("if (reader.TokenType == JsonTokenType.String) return;")]
    [InlineData("if (cancellationToken == default) return;")]
    [InlineData("if (design == assigned) return;")]
    [InlineData("CryptographicOperations.FixedTimeEquals(signature, expected)")]
    public void The_gate_lets_harmless_lines_pass(string line) => Assert.False(ComparesASecret(line));

    private static bool ComparesASecret(string line)
    {
        if (line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            return false;

        return Operators().Matches(line).Any(match =>
                !Harmless().IsMatch(match.Groups["left"].Value) && !Harmless().IsMatch(match.Groups["right"].Value)
                && (IsSecret(match.Groups["left"].Value) || IsSecret(match.Groups["right"].Value)))
            || Calls().Matches(line).Any(match =>
                match.Groups["of"].Value.Split('.').Any(IsSecret)
                || match.Groups["with"].Value.Split(',').Any(IsSecret));
    }

    /// <summary>Whether the last name of the expression has one of the telling words in it.</summary>
    private static bool IsSecret(string expression)
    {
        var name = LastName().Match(expression).Value;
        return Telling().IsMatch(name) && !name.EndsWith("TokenType", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(?<left>[\w.\]\[)(!?]+)\s*[!=]=\s*(?<right>[\w.""\]\[)(!?]+)")]
    private static partial Regex Operators();

    [GeneratedRegex(@"(?<of>[\w.()\[\]]*)\.(SequenceEqual|Equals|CompareTo)\((?<with>[^;]*)")]
    private static partial Regex Calls();

    [GeneratedRegex(@"^(null|default|0|""""|string\.Empty|true|false|JsonTokenType\..*)[)\]!]*$")]
    private static partial Regex Harmless();

    [GeneratedRegex(@"\w+(?=[\s)\]!?(]*$)")]
    private static partial Regex LastName();

    [GeneratedRegex(@"(^|_|(?<=[a-z0-9]))([sS]ig|[sS]ignature|[hH]mac|HMAC|[tT]oken|[sS]ecret)s?($|(?=[A-Z_0-9]))")]
    private static partial Regex Telling();
}
