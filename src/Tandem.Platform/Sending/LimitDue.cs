using Tandem.Platform.Accounts;
using Tandem.Platform.Enforcement;
using Tandem.Platform.Templates;

namespace Tandem.Platform;

internal abstract partial record Due
{
    /// <summary>Something about limits, quality and policies.</summary>
    public abstract record OfLimits : Due;

    /// <summary>A template's review is over, unless its content has changed since.</summary>
    public sealed record TemplateReviewed(Account Account, Template Template, int Version) : OfLimits;

    /// <summary>A template's pause is over.</summary>
    public sealed record TemplateUnpauses(Account Account, Template Template, int Pause) : OfLimits;

    /// <summary>What is held of a template is released or dropped.</summary>
    public sealed record PacingDecides(Account Account, Template Template) : OfLimits;

    /// <summary>A template's quality is looked at again.</summary>
    public sealed record TemplateLooks(Account Account, Template Template) : OfLimits
    {
        public override bool IsUpkeep => true;
    }

    /// <summary>A number's quality is looked at again.</summary>
    public sealed record NumberLooks(BusinessNumber Number) : OfLimits
    {
        public override bool IsUpkeep => true;
    }

    /// <summary>A portfolio's messaging limit rises, if it still deserves it.</summary>
    public sealed record LimitRises(Portfolio Portfolio) : OfLimits;

    /// <summary>A number's upgrade is done.</summary>
    public sealed record UpgradeEnds(BusinessNumber Number) : OfLimits;

    /// <summary>A restriction ends.</summary>
    public sealed record RestrictionEnds(Account Account, Restriction Restriction) : OfLimits
    {
        public override bool IsUpkeep => true;
    }
}
