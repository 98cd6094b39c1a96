using System.Globalization;
using System.Text.RegularExpressions;

namespace Tandem.Samples.ShopBot;

/// <summary>What a small bakery answers. Pure: the same question gets the same answer.</summary>
public static partial class Shop
{
    private static readonly (Regex About, string Answer)[] Answers =
    [
        (Hours(), "We are open Monday to Saturday from 7:00 to 18:30, and on Sunday from 8:00 to 12:00."),
        (Prices(), "Sourdough loaf 5.20, rye 4.80, croissant 1.90, birthday cake from 28.00."),
        (Delivery(), "We deliver within 5 km from 9:00 to 12:00; from 25.00 on it costs nothing."),
        (Thanks(), "With pleasure! Write any time."),
        (Greeting(), "Hello! Ask me for opening hours, prices, delivery, or an order by its number, like #1234."),
    ];

    private static readonly string[] States =
    [
        "is being baked", "is packed and waits for you", "is on its way and arrives before noon",
        "was picked up yesterday",
    ];

    /// <summary>The answer to a customer's words; who writes something else is told what the bot can do.</summary>
    public static string Answer(string question)
    {
        if (OrderNumber().Match(question) is { Success: true } order)
            return $"Order #{order.Groups["number"].Value} {StateOf(order.Groups["number"].Value)}.";

        foreach (var (about, answer) in Answers)
        {
            if (about.IsMatch(question))
                return answer;
        }

        return "I am the shop's bot and know opening hours, prices, delivery and orders (#1234). "
            + "For everything else the owner reads here too and answers as soon as possible.";
    }

    private static string StateOf(string number) =>
        States[int.Parse(number, CultureInfo.InvariantCulture) % States.Length];

    [GeneratedRegex(@"#(?<number>[0-9]{1,8})\b")]
    private static partial Regex OrderNumber();

    [GeneratedRegex(@"\b(open|opening|close|closed|closing|hours)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Hours();

    [GeneratedRegex(@"\b(price|prices|cost|costs|how much)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Prices();

    [GeneratedRegex(@"\b(deliver|delivery|delivered|shipping)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Delivery();

    [GeneratedRegex(@"\b(thank|thanks|thx|cheers)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Thanks();

    [GeneratedRegex(@"^\W*(hi|hello|hey|good (morning|day|afternoon|evening))\b", RegexOptions.IgnoreCase)]
    private static partial Regex Greeting();
}
