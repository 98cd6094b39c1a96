using System.Globalization;
using Tandem.Platform.Devices;

namespace Tandem.Platform.Network;

/// <summary>What the operator changes about the world: options and faults.</summary>
internal sealed class OperatorDesk(World world, Connections connections)
{
    public void Handle(PlatformInput.OperatorAct act)
    {
        switch (act)
        {
            case PlatformInput.SetOptions set:
                world.Options = set.Options with
                {
                    Seed = world.Options.Seed,
                    Accounts = world.Options.Accounts,
                    BaseUrl = world.Options.BaseUrl,
                };
                Note("options");
                world.Settle(act.ActId);
                break;
            case PlatformInput.AddFault add:
                Add(add);
                break;
            case PlatformInput.RemoveFault remove:
                Remove(remove);
                break;
        }
    }

    private void Add(PlatformInput.AddFault act)
    {
        var setup = act.Fault;
        var refusal = FaultKinds.Find(setup.Kind) is null
            ? new ActRefusal("kind", "it is a kind of fault", "see GET /_emulator/faults/kinds")
            : setup.Probability is not (>= 0 and <= 1)
                ? new("probability", "it is from 0 to 1", "leave it out for each time")
            : setup.Duration < TimeSpan.Zero
                ? new("duration", "it is not negative", "leave it out for a fault without end")
            : setup.PhoneNumberId is { } id && world.Accounts.Number(id) is null
                ? new("phone_number_id", "it names a number of an account", "leave it out for all numbers")
            : null;
        if (refusal is not null)
        {
            world.Settle(act.ActId, refusal: refusal);
            return;
        }

        var fault = world.Faults.Add(setup, world.Now);
        if (setup.Kind == FaultKinds.PhoneFlapping)
            connections.BeginFlapping(fault);
        Note(setup.Kind);
        world.Settle(act.ActId, fault.Id.ToString(CultureInfo.InvariantCulture));
    }

    private void Remove(PlatformInput.RemoveFault act)
    {
        if (act.Id is { } id && !world.Faults.Remove(id))
        {
            world.Settle(act.ActId, refusal: new(
                "id", "it names a fault at work", "see GET /_emulator/faults", NotFound: true));
            return;
        }

        if (act.Id is null)
            world.Faults.RemoveAll();
        Note("fault_removed");
        world.Settle(act.ActId);
    }

    private void Note(string what) =>
        world.Record(LedgerKinds.WorldChanged, null, null, null, Legs.Control, new() { Type = what });
}
