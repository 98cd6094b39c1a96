using System.Net;
using System.Security.Cryptography;
using System.Text;
using static Tandem.Emulator.Tests.Stage;

namespace Tandem.Emulator.Tests;

public sealed class MediaTests : IAsyncLifetime
{
    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [InlineData("form-data; name=\"file\"; filename=\"a.png\"", true)]
    [InlineData("form-data; name=file; filename=a.png", false)]
    [InlineData("form-data; name=\"file\"; filename=\"undefined\"", true)]
    [InlineData("form-data; name=\"file\"; filename=\"?\"; filename*=UTF-8''a%20b.png", false)]
    public async Task Media_goes_up_and_down_however_clients_write_their_forms(string disposition, bool fileFirst)
    {
        var bytes = RandomNumberGenerator.GetBytes(100_000);
        var id = (string)(await _stage.UploadAsync(bytes, "image/png", disposition, fileFirst)).Json["id"]!;
        var node = (await _stage.GetAsync($"/v25.0/{id}")).Json;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), (string?)node["sha256"]);
        Assert.Equal(bytes.Length, (int)node["file_size"]!);

        var url = (string)node["url"]!;
        Assert.StartsWith(_stage.Emulator.Url, url);
        var download = await _stage.GetAsync(url);
        Assert.Equal(bytes, download.Bytes);
        Assert.Equal("image/png", download.ContentType);
        Assert.Equal(HttpStatusCode.OK, (await _stage.AskAsync(HttpMethod.Delete, $"/v25.0/{id}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _stage.GetAsync($"/v25.0/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _stage.GetAsync(url)).Status);
    }

    [Fact]
    public async Task An_upload_of_a_wrong_type_is_refused()
    {
        const string Disposition = "form-data; name=\"file\"; filename=\"a.zip\"";
        var refused = await _stage.UploadAsync([1], "application/zip", Disposition, true);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("Received file of type", (string?)refused.Json["error"]!["message"]);
    }

    [Fact]
    public async Task A_customer_sends_a_file_that_was_kept_before()
    {
        var bytes = Encoding.ASCII.GetBytes("%PDF-1.4 receipt");
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new("application/pdf");
        var kept = await _stage.AskAsync(HttpMethod.Post, "/_emulator/media", content);
        Assert.Equal(HttpStatusCode.Created, kept.Status);
        var id = (string)kept.Json["id"]!;
        var said = await _stage.PostAsync($"/_emulator/customers/{Anna}/messages", new
        {
            to = NumberId,
            type = "document",
            document = new { id, filename = "receipt.pdf", caption = "Here" },
        });
        Assert.Equal(HttpStatusCode.Created, said.Status);
        await UntilAsync(() => _stage.Endpoint.Items("messages").Any());
        var document = _stage.Endpoint.Items("messages").Single()["document"]!;
        Assert.Equal("receipt.pdf", (string?)document["filename"]);
        Assert.Equal(bytes, (await _stage.GetAsync((string)document["url"]!)).Bytes);
    }
}
