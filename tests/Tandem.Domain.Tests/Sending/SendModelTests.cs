using CsCheck;

namespace Tandem.Domain.Tests.Sending;

/// <summary>Random interleavings of all that can happen to sends, against a model that knows the truth.</summary>
public sealed class SendModelTests
{
    [Theory]
    [InlineData(3, 120, 400)]
    [InlineData(50, 150, 40)]
    public void Sends_leave_once_in_turn_and_never_over_a_human(int people, int mostActs, int worlds) =>
        Gen.Select(Gen.Int[0, 22], Gen.Int[0, 999], Gen.Int[0, 99]).Array[0, mostActs].Sample(
            acts =>
            {
                var model = new SendModel(people);
                for (var person = 0; person < people; person++)
                    model.Act(what: 0, person, person); // a crowd fills the wire from the start
                foreach (var (what, who, how) in acts)
                    model.Act(what, who, how);
                model.End();
            },
            iter: worlds);
}
