using Microsoft.Extensions.Configuration;
using Tandem.Samples.ShopBot;

var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
if (!ShopBotOptions.TryRead(configuration, out var options, out var complaint))
{
    Console.Error.WriteLine(complaint);
    return 2;
}

await using var bot = ShopBot.Build(options);
await bot.RunAsync();
return 0;
