using Microsoft.AspNetCore.Http;
using Tandem.Emulator.Running;
using Tandem.Platform;

namespace Tandem.Emulator.Control;

/// <summary>What each screen shows.</summary>
internal static class ChatViews
{
    public static async Task<IResult> ChatAsync(Screen screen, string number, string customer, Mailbox mailbox)
    {
        var lines = await mailbox.ReadAsync(mind => mind.Chat(screen, number, customer));
        return lines is null
            ? Problems.Of(new("chat", "number and customer are known", "let the customer write first", NotFound: true))
            : TypedResults.Ok(new Listed<ChatLineBody>([.. lines.Select(ChatLineBody.Of)]));
    }

    public static async Task<IResult> ChatsAsync(string number, Mailbox mailbox)
    {
        var chats = await mailbox.ReadAsync(mind => mind.ChatsOf(number));
        return chats is null
            ? Problems.Of(new("phone_number_id", "it names a number", "see /_emulator/accounts", NotFound: true))
            : TypedResults.Ok(new Listed<ChatSummary>(chats));
    }
}
