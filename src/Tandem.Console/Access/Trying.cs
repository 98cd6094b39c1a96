using Tandem.Engine.Doors;
using Tandem.Engine.Storing;

namespace Tandem.Console.Access;

/// <summary>Does what a person asked for, and says in words what stood in the way.</summary>
internal static class Trying
{
    /// <summary>Why it was not done, or may not have been; null when it was.</summary>
    public static async Task<string?> ToAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (NotAllowedException refused)
        {
            return refused.Message;
        }
        catch (Exception unclear) when (unclear is DecisionUnknownException or UndecidableException)
        {
            return unclear.Message;
        }
        catch (JournalFullException)
        {
            return "The hub cannot store anything now; nothing was changed.";
        }
    }
}
