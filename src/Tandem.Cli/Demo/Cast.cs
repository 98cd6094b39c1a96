namespace Tandem.Cli.Demo;

/// <summary>Who appears in the demo, and what they say: a plant shop's ordinary day.</summary>
internal static class Cast
{
    /// <summary>Twelve customers, from places where numbers look different.</summary>
    public static IReadOnlyList<Person> Customers { get; } =
    [
        new("16505551001", "Ana Torres", ["What are your opening hours?", "Do you have succulents?", "Thanks!"]),
        new("16505551002", "Ben Okafor", ["How much is the big monstera?", "And the delivery?", "Great, thank you"]),
        new("447700900103", "Chloe Martin", ["Where is my order 1042?", "It said Tuesday", "OK, thanks a lot"]),
        new("4915112345104", "Deniz Kaya", ["Hallo! Do you ship to Germany?", "What does shipping cost?", "Danke!"]),
        new("34600111105", "Elena Ruiz",
            ["Hola, are you open on Sunday?", "What are the prices of the cacti?", "Gracias"]),
        new("33612345106", "Farid Benali", ["Is the workshop on Saturday full?", "What are your hours?", "Merci!"]),
        new("919876543107", "Gita Rao",
            ["My plant has yellow leaves, can you help?", "I water it daily", "Thank you so much"]),
        new("5511987654108", "Hugo Lima", ["Order 1077: has it left?", "Which carrier?", "Obrigado!"]),
        new("5215512345109", "Inés Vega", ["Price of a terrarium kit?", "Do you gift wrap?", "Thanks, I'll come by"]),
        new("254711123110", "Juma Otieno", ["Hello, do you sell seeds?", "Price list please", "Asante, thank you"]),
        new("61412345111", "Kim Nguyen", ["Are you open right now?", "Can I pick up order 1090 today?", "Thanks"]),
        new("972501234112", "Lior Ben-David",
            ["Is the store open on Friday?", "How much is express delivery?", "Thanks!"]),
    ];

    /// <summary>What the owner writes from her phone.</summary>
    public static IReadOnlyList<string> OwnerLines { get; } =
    [
        "Hi, Lucía from the shop here. Let me look at that myself.",
        "I just checked in the back: we have two left.",
        "Send me a photo of the leaves, then I can tell you more.",
        "Your parcel is on its way, I carried it to the post office an hour ago.",
        "For you I make it ten percent less. See you tomorrow!",
    ];

    /// <summary>How customers react.</summary>
    public static IReadOnlyList<string> Emoji { get; } = ["👍", "❤️", "🙏", "🌱"];
}

/// <summary>A customer.</summary>
/// <param name="WaId">Digits of the number.</param>
/// <param name="Name">Profile name.</param>
/// <param name="Lines">What they ask, over and over.</param>
internal sealed record Person(string WaId, string Name, IReadOnlyList<string> Lines);
