using System.Text;
using CsCheck;
using Tandem.CloudApi.Errors;

namespace Tandem.CloudApi.Tests.Errors;

public sealed class ErrorTests
{
    [Fact]
    public void Each_code_has_one_entry_and_each_entry_says_something()
    {
        Assert.Equal(
            ErrorCatalogue.Entries.Count,
            ErrorCatalogue.Entries.Select(entry => (entry.First, entry.Last)).Distinct().Count());
        Assert.All(ErrorCatalogue.Entries, entry =>
        {
            Assert.True(entry.First <= entry.Last);
            Assert.NotEmpty(entry.Title);
            Assert.NotEmpty(entry.Note);
            Assert.True(entry.HttpStatus is null or (>= 200 and < 600));
        });
    }

    [Theory]
    [InlineData(130429, "Rate limit hit", 400)]
    [InlineData(132001, "Template does not exist", 404)]
    [InlineData(131000, "Something went wrong", 500)]
    [InlineData(0, "AuthException", 401)]
    [InlineData(200, "API Permission", 403)]
    [InlineData(299, "API Permission", 403)]
    [InlineData(131208, "(Group rate limit)", 429)]
    [InlineData(131205, "(Groups)", 400)]
    [InlineData(138021, "(Calling)", null)]
    [InlineData(2494170, "(Onboarding refused)", 400)]
    public void A_code_is_found_by_itself_or_in_its_range(int code, string title, int? status)
    {
        var entry = ErrorCatalogue.Find(code)!;

        Assert.Equal((title, status), (entry.Title, entry.HttpStatus));
    }

    [Theory]
    [InlineData(300)]
    [InlineData(-1)]
    [InlineData(131216)]
    [InlineData(9999999)]
    public void A_code_nobody_knows_has_no_entry(int code) => Assert.Null(ErrorCatalogue.Find(code));

    [Fact]
    public void An_error_is_written_as_Meta_writes_it()
    {
        var error = GraphErrors.Of(130429, "Cloud API message throughput has been reached.", 2494055) with
        {
            FbTraceId = "Az8or2yhqkZfEZ",
        };

        Assert.Equal(
            """
            {"error":{"message":"(#130429) Rate limit hit","type":"OAuthException","code":130429,"error_data":
            {"messaging_product":"whatsapp","details":"Cloud API message throughput has been reached."},"error_subcode":
            2494055,"fbtrace_id":"Az8or2yhqkZfEZ"}}
            """.ReplaceLineEndings(""),
            Encoding.UTF8.GetString(GraphErrors.Write(error)));
    }

    [Fact]
    public void An_error_is_read_as_it_was_written() =>
        Gen.Select(
                Gen.Int,
                Gen.String.AlphaNumeric,
                Gen.Int.Nullable(),
                Gen.String.AlphaNumeric.Null(),
                Gen.Bool.Nullable())
            .Sample((code, message, subcode, details, isTransient) =>
            {
                var error = new GraphError(code, message, "Exception", subcode, details, isTransient, "t", "a", "b");

                Assert.Equal(error, GraphErrors.TryRead(GraphErrors.Write(error))! with { Raw = null });
            });

    [Theory]
    [InlineData("""{"error":{"code":100,"error_data":{"details":"d"}}}""", "d")]
    [InlineData("""{"error":{"code":100,"error_data":"d"}}""", "d")]
    [InlineData("""{"error":{"code":"100","error_data":"{\"details\":\"d\"}"}}""", "d")]
    [InlineData("""{"error":{"code":100,"error_data":"{\"blame_field_specs\":[]}"}}""", "{\"blame_field_specs\":[]}")]
    [InlineData("""{"error":{"code":100,"error_data":[]}}""", null)]
    [InlineData("""{"block_users":{},"error":{"code":100}}""", null)]
    public void Error_data_may_be_an_object_or_a_text(string json, string? details)
    {
        var error = GraphErrors.TryRead(Encoding.UTF8.GetBytes(json))!;

        Assert.Equal((100, details), (error.Code, error.Details));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"error":"no"}""")]
    [InlineData("""{"error":{}}""")]
    [InlineData("""{"error":{"code":"x"}}""")]
    [InlineData("""{"error":{"code":99999999999}}""")]
    public void What_is_no_error_is_none(string body) => Assert.Null(GraphErrors.TryRead(Encoding.UTF8.GetBytes(body)));
}
