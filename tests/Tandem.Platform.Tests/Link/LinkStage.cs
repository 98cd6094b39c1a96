using System.Text;
using System.Text.Json.Nodes;
using Tandem.CloudApi.Webhooks;
using Tandem.Platform.Link;
using static Tandem.Platform.Tests.Stage;

namespace Tandem.Platform.Tests.Link;

/// <summary>A stage whose number only the app has, and an owner who acts.</summary>
internal sealed class LinkStage
{
    public const string AppId = "634974688087057";
    public const string Sync = $"/v25.0/{NumberId}/smb_app_data";
    private long _lastId = 1_000_000;

    public LinkStage(
        LinkState link = LinkState.AppOnly,
        Func<PlatformOptions, PlatformOptions>? change = null,
        string display = "+1 555-078-3881",
        int daysInUse = 365) =>
        Stage = new(options =>
        {
            options = options with
            {
                Accounts =
                [
                    options.Accounts[0] with
                    {
                        Numbers = [new(NumberId, display, "Lucky Shrub", Link: link, DaysInUse: daysInUse)],
                    },
                ],
            };
            return change?.Invoke(options) ?? options;
        });

    public Stage Stage { get; }

    public PlatformMind Mind => Stage.Mind;

    public LinkView Link => Mind.LinkOf(NumberId)!;

    /// <summary>All items of all webhooks as the hub's reader types them.</summary>
    public List<WebhookItem> Items => [.. Stage.Posts.SelectMany(post => WebhookReader.Read(post.Post.Body))];

    /// <summary>Events of account_update, in the order they were posted.</summary>
    public List<string> AccountEvents =>
        [.. Stage.Values("account_update").Select(value => (string)value["event"]!)];

    public PlatformOutput.ActSettled Act(Func<long, PlatformInput> act) =>
        Stage.Do(act(++_lastId)).OfType<PlatformOutput.ActSettled>().Single();

    /// <summary>An act that must succeed; gives its id.</summary>
    public string? Done(Func<long, PlatformInput> act)
    {
        var settled = Act(act);
        Assert.Null(settled.Refusal);
        return settled.Id;
    }

    public SignupView Begin(string wabaId = WabaId, string appId = AppId) =>
        Mind.Signup(Done(id => new PlatformInput.BeginSignup(id, NumberId, wabaId, appId))!)!;

    /// <summary>Goes through signup, subscribes the app, and lets the news arrive.</summary>
    public SignupView Onboard(bool shareHistory = true)
    {
        var signup = Begin();
        Assert.Null(signup.Refusal);
        Done(id => new PlatformInput.ConfirmSignup(id, NumberId, signup.Id, signup.VerificationCode!, shareHistory));
        Assert.Equal(200, Stage.Graph("POST", $"/{WabaId}/subscribed_apps").Status);
        Stage.Run(TimeSpan.FromSeconds(2));
        return Mind.Signup(signup.Id)!;
    }

    public Answer Ask(string kind) =>
        Stage.Graph("POST", Sync, $$"""{"messaging_product":"whatsapp","sync_type":"{{kind}}"}""");

    public void Phone(PhoneSetup setup) => Done(id => new PlatformInput.SetPhone(id, NumberId, setup));

    public void Seed(int customers, int each, int days, bool media = false) =>
        Done(id => new PlatformInput.SeedHistory(id, NumberId, customers, each, days, media));

    public void End(string ending) => Done(id => new PlatformInput.EndLink(id, NumberId, ending));

    public void Save(string customer, string name) =>
        Done(id => new PlatformInput.PutContact(id, NumberId, customer, name));

    public string OwnerSays(string text, string customer = Anna) => Done(id => new PlatformInput.OwnerSays(
        id, NumberId, customer, Encoding.UTF8.GetBytes($$$"""{"text":{"body":"{{{text}}}"}}""")))!;

    public string CustomerSays(string text, string customer = Anna) => Done(id => new PlatformInput.CustomerSays(
        id, customer, NumberId, Encoding.UTF8.GetBytes($$$"""{"text":{"body":"{{{text}}}"}}""")))!;

    public void RunDays(double days) => Stage.Run(TimeSpan.FromDays(days));

    public void RunMinutes(double minutes) => Stage.Run(TimeSpan.FromMinutes(minutes));

    public JsonNode Node(string fields) => Stage.Graph("GET", $"/{NumberId}?fields={fields}").Json;

    /// <summary>Every item was read as what it is.</summary>
    public void AssertAllTyped() => Assert.DoesNotContain(Items, item => item.Kind == ItemKind.Unknown);
}
