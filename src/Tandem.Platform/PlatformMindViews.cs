using Tandem.Platform.Accounts;
using Tandem.Platform.Network;
using Tandem.Platform.People;

namespace Tandem.Platform;

// What can be seen of the platform between two steps; looking changes nothing.
public sealed partial class PlatformMind
{
    /// <summary>Why a platform cannot begin with these accounts; null: it can. The field says which one.</summary>
    public static ActRefusal? ObjectionTo(IReadOnlyList<AccountSetup> accounts)
    {
        var book = new AccountBook();
        foreach (var (i, setup) in accounts.Index())
        {
            if (book.Objection(setup) is { } objection)
                return objection with { Field = $"accounts[{i}].{objection.Field}" };
            book.Add(setup, DateTimeOffset.UnixEpoch);
        }

        return null;
    }

    /// <summary>How the platform behaves now.</summary>
    public PlatformOptions Options => _world.Options;

    /// <summary>When the latest step was.</summary>
    public DateTimeOffset Now => _world.Now;

    /// <summary>Whether nothing is under way: no webhook, no update that will be in one, and nothing else due within
    /// <paramref name="horizon"/> but upkeep, such as a timeout.</summary>
    public bool IsIdle(TimeSpan horizon) =>
        !_webhooks.IsBusy && !(_world.Agenda.NextWork - _world.Now <= horizon);

    /// <summary>Faults at work, oldest first.</summary>
    public IReadOnlyList<FaultView> Faults => _world.Faults.Views(_world.Now);

    /// <summary>Everybody who has been named so far, in that order.</summary>
    public IReadOnlyList<CustomerView> Customers => [.. _world.Crowd.All.Select(View)];

    /// <summary>A customer by any name; null: nobody has named him yet.</summary>
    public CustomerView? Customer(string name) => _world.Crowd.Find(name) is { } customer ? View(customer) : null;

    /// <summary>The owner's phone of a number; null: the number is unknown or has no app.</summary>
    /// <param name="number">Graph id or digits.</param>
    public PhoneView? Phone(string number)
    {
        if (_world.Accounts.NumberByAnyName(number) is not { Link.HasApp: true } known)
            return null;
        var phone = known.Phone;
        return new(
            known.PhoneNumberId,
            known.DisplayPhoneNumber,
            known.VerifiedName,
            phone.Primary.Online,
            phone.Battery(_world.Now, _world.Options),
            phone.Charging,
            phone.AppOpen,
            phone.AppVersion,
            phone.UnusedSince,
            phone.Inbox.Count,
            phone.Primary.Waiting.Count,
            phone.Congested,
            phone.Greeting,
            phone.Away,
            [
                .. phone.Companions.Select(device => new CompanionView(
                    device.Id, device.Kind!.Name, device.Kind.Supported, device.Online, device.Waiting.Count)),
            ]);
    }

    /// <summary>Graph id of a number by id or digits; null: no account has it.</summary>
    public string? NumberId(string number) => _world.Accounts.NumberByAnyName(number)?.PhoneNumberId;

    /// <summary>A webhook by its id; null: there was none, or it is settled and no longer kept.</summary>
    public DeliveryView? Delivery(long deliveryId) => _webhooks.View(deliveryId);

    private static CustomerView View(Customer customer) => new(
        customer.Key,
        customer.Name,
        customer.Username,
        customer.WaId,
        customer.UserId,
        customer.ShowsNumber,
        customer.ReadsByItself,
        customer.Online,
        customer.Companion?.Name,
        customer.Waiting.Count,
        customer.OnWhatsapp);
}
