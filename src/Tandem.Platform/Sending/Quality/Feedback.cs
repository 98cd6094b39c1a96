using Tandem.Platform.People;

namespace Tandem.Platform.Sending.Quality;

/// <summary>Counts what reaches customers, so that complaints can be held against it.</summary>
internal static class Feedback
{
    /// <summary>A message of the business reached its customer.</summary>
    public static void CountDelivery(World world, Message message)
    {
        var chat = message.Chat;
        chat.Number.Regard.Feedback.CountDelivery(world.Now);
        chat.ReachedAt = world.Now;
        if (message.Template is not { } template)
            return;
        chat.LatestTemplate = (template, world.Now);
        template.Feedback.CountDelivery(world.Now);
        if (template.Rating != QualityRating.Unknown || template.Looking)
            return;
        template.Looking = true;
        world.Agenda.Add(
            world.Now + world.Options.QualityLooks, new Due.TemplateLooks(chat.Number.Account, template));
    }
}
