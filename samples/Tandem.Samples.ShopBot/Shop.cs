using System.Globalization;
using System.Text.RegularExpressions;

namespace Tandem.Samples.ShopBot;

/// <summary>What a small plant shop answers. Pure: the same question gets the same answer.</summary>
public static partial class Shop
{
    private static readonly (Regex About, string Answer)[] Answers =
    [
        (Hours(), "We are open Monday to Saturday from 9:00 to 20:00, and on Sunday from 10:00 to 14:00."),
        (Delivery(), "Delivery is 4.90 and takes two days, express 9.90 and one. In Europe from 12.50."),
        (Prices(), "Succulents and cacti from 4.50, terrarium kits 24.00, monstera from 19.00, the big one 65.00."),
        (Wares(), "Yes: succulents, cacti, monstera, terrarium kits, seeds and pots. We wrap gifts for 2.00."),
        (Thanks(), "With pleasure! Write any time."),
        (Greeting(), "Hello! Ask me for opening hours, prices, delivery, or an order by its number, like #1042."),
    ];

    private static readonly string[] States =
    [
        "is being packed", "is packed and waits for you in the shop", "is on its way and arrives tomorrow",
        "was delivered yesterday",
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

        return "I am the shop's bot and know opening hours, prices, delivery and orders (#1042). "
            + "For everything else the owner reads here too and answers as soon as possible.";
    }

    private static string StateOf(string number) =>
        States[int.Parse(number, CultureInfo.InvariantCulture) % States.Length];

    [GeneratedRegex(@"(#|\border )(?<number>[0-9]{1,8})\b", RegexOptions.IgnoreCase)]
    private static partial Regex OrderNumber();

    [GeneratedRegex(@"\b(open|opening|close|closed|closing|hours)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Hours();

    [GeneratedRegex(@"\b(deliver|delivery|delivered|ship|shipping|express|carrier)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Delivery();

    [GeneratedRegex(@"\b(price|prices|cost|costs|how much)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Prices();

    [GeneratedRegex(@"\b(do you (have|sell)|gift wrap)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Wares();

    [GeneratedRegex(@"\b(thank|thanks|thx|danke|gracias|merci|obrigado|obrigada|asante)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Thanks();

    [GeneratedRegex(@"^\W*(hi|hello|hey|hola|hallo|good (morning|day|evening))\b", RegexOptions.IgnoreCase)]
    private static partial Regex Greeting();
}
