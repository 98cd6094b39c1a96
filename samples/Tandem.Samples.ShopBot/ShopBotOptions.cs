using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;

namespace Tandem.Samples.ShopBot;

/// <summary>All that binds the bot to a platform, whether that is Meta, Tandem's hub or its emulator.</summary>
public sealed class ShopBotOptions
{
    /// <summary>Where the Graph API answers: <c>https://graph.facebook.com/v25.0</c>.</summary>
    public required Uri GraphBaseUrl { get; init; }

    /// <summary>Sent as Bearer with every call: Meta's access token, or a key of the hub.</summary>
    public required string AccessToken { get; init; }

    /// <summary>The id of the number the bot speaks for. Webhooks of others are acknowledged and ignored.</summary>
    public required string PhoneNumberId { get; init; }

    /// <summary>What the platform must say when it verifies the webhook address.</summary>
    public required string VerifyToken { get; init; }

    /// <summary>Signs every webhook. Behind the hub it is the secret of the hub's endpoint.</summary>
    public required string AppSecret { get; init; }

    /// <summary>The port on loopback; 0 takes any free one.</summary>
    public int Port { get; init; } = 5090;

    /// <summary>The clock of the pauses between attempts.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Reads the settings by their names in the environment or on the command line.</summary>
    /// <returns>False with one clear line when a setting is missing or wrong.</returns>
    public static bool TryRead(
        IConfiguration configuration,
        [NotNullWhen(true)] out ShopBotOptions? options,
        [NotNullWhen(false)] out string? complaint)
    {
        options = null;
        string[] needed = ["GRAPH_BASE_URL", "ACCESS_TOKEN", "PHONE_NUMBER_ID", "VERIFY_TOKEN", "APP_SECRET"];
        if (needed.FirstOrDefault(name => string.IsNullOrWhiteSpace(configuration[name])) is { } missing)
        {
            complaint = $"shop bot: {missing} is not set: put it into the environment or add --{missing} VALUE";
            return false;
        }

        var address = configuration["GRAPH_BASE_URL"];
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            complaint = $"shop bot: GRAPH_BASE_URL is '{address}', but must be an http or https URL";
            return false;
        }

        if (!int.TryParse(configuration["PORT"] ?? "5090", out var port) || port is < 0 or > 65535)
        {
            complaint = $"shop bot: PORT is '{configuration["PORT"]}', but must be a number from 0 to 65535";
            return false;
        }

        complaint = null;
        options = new ShopBotOptions
        {
            GraphBaseUrl = url,
            AccessToken = configuration["ACCESS_TOKEN"]!,
            PhoneNumberId = configuration["PHONE_NUMBER_ID"]!,
            VerifyToken = configuration["VERIFY_TOKEN"]!,
            AppSecret = configuration["APP_SECRET"]!,
            Port = port,
        };
        return true;
    }
}
