using Tandem.Platform.Accounts;

namespace Tandem.Platform.People;

/// <summary>Finds whom and what an act names, or settles it with the reason why that is impossible.</summary>
internal sealed class Meeting(World world)
{
    private const int LongestName = 140;

    public bool TryNumber(long actId, string name, out BusinessNumber number)
    {
        number = world.Accounts.NumberByAnyName(name)!;
        if (number is not null)
            return true;
        world.Settle(actId, refusal: new(
            "phone_number_id", "it names a number of an account", "see /_emulator/accounts", NotFound: true));
        return false;
    }

    /// <summary>A number with an app on a phone.</summary>
    public bool TryApp(long actId, string name, out BusinessNumber number)
    {
        if (!TryNumber(actId, name, out number))
            return false;
        if (number.Link.HasApp)
            return true;
        world.Settle(actId, refusal: new(
            "phone_number_id", "it is in use with the WhatsApp Business app", "name a number that has a phone"));
        return false;
    }

    public bool TryChat(long actId, string numberName, string customerName, out Chat chat)
    {
        chat = null!;
        if (!TryNumber(actId, numberName, out var number) || !TryCustomer(actId, customerName, out var customer))
            return false;
        if (customer.WaId == number.Digits)
        {
            world.Settle(actId, refusal: new("customer", "nobody writes to himself", "name another customer"));
            return false;
        }

        chat = world.Chats.Between(number, customer);
        return true;
    }

    /// <summary>A customer, who comes to be on first use.</summary>
    public bool TryCustomer(long actId, string name, out Customer customer)
    {
        customer = null!;
        if (name.Length is > 0 and <= LongestName && name.All(
            letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or '+' or ' ' or '(' or ')'))
        {
            customer = world.Crowd.Meet(name);
            return true;
        }

        world.Settle(actId, refusal: new(
            "customer",
            "it is a phone number, a BSUID or a name of plain letters and digits",
            "try 16505551234 or anna"));
        return false;
    }

    /// <summary>Reads what somebody says in a chat.</summary>
    public bool TryRead(long actId, ReadOnlyMemory<byte> body, Chat chat, Author author, out Said said)
    {
        said = null!;
        var refusal = Speech.Read(body, out var speech);
        UploadedMedia? file = null;
        Message? target = null;
        if (refusal is null)
        {
            target = Changes.TargetOf(speech, world.Chats);
            refusal = Changes.Objection(speech, chat, author, target, world.Now)
                ?? Attachment.Find(world, speech, out file);
        }

        if (refusal is not null)
        {
            world.Settle(actId, refusal: refusal);
            return false;
        }

        said = new(chat, speech, target, file);
        return true;
    }
}
