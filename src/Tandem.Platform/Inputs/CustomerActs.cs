namespace Tandem.Platform;

public abstract partial record PlatformInput
{
    /// <summary>What a customer thinks of a business.</summary>
    /// <param name="ActId">The caller's name for the act.</param>
    /// <param name="Customer">The customer.</param>
    /// <param name="PhoneNumberId">The business number, by id or by its digits.</param>
    public abstract record CustomerAct(long ActId, string Customer, string PhoneNumberId) : Act(ActId);

    /// <summary>The customer blocks the business, or lifts the block. Meta counts blocks against its quality.</summary>
    public sealed record CustomerBlocks(long ActId, string Customer, string PhoneNumberId, bool Blocked)
        : CustomerAct(ActId, Customer, PhoneNumberId);

    /// <summary>The customer reports the business as spam.</summary>
    public sealed record CustomerReports(long ActId, string Customer, string PhoneNumberId)
        : CustomerAct(ActId, Customer, PhoneNumberId);

    /// <summary>The customer stops marketing messages of the business, or wants them again.</summary>
    public sealed record CustomerPrefers(long ActId, string Customer, string PhoneNumberId, bool Marketing)
        : CustomerAct(ActId, Customer, PhoneNumberId);

    /// <summary>The customer takes a new phone number; chats go on, the BSUID is a new one.</summary>
    /// <param name="ActId">The caller's name for the act.</param>
    /// <param name="Customer">The customer.</param>
    /// <param name="Digits">The new number.</param>
    public sealed record CustomerChangesNumber(long ActId, string Customer, string Digits) : Act(ActId);
}
