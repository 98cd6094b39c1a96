using System.CommandLine;
using Tandem.Bench.Measures;
using Tandem.Bench.Reference;

// Every figure is taken of the built program in a process of its own: see bench/README.md.
var rounds = new Option<int>("--rounds")
{
    Description = "Slices of each subject.",
    DefaultValueFactory = _ => 7,
};
var seconds = new Option<int>("--seconds") { Description = "Length of a slice.", DefaultValueFactory = _ => 3 };
var connections = new Option<int>("--connections")
{
    Description = "Keep-alive connections of the load.",
    DefaultValueFactory = _ => 64,
};
var messages = new Option<int>("--messages")
{
    Description = "Messages of the run.",
    DefaultValueFactory = _ => 40_000,
};
var report = new Option<string?>("--report") { Description = "Also write the report to this file." };
var mode = new Argument<ReferenceMode>("mode");
var file = new Option<string?>("--file") { Description = "Where the log goes." };

var intake = new Command("intake", "Durable intake against a server that stores nothing.")
{
    rounds, seconds, connections, report,
};
intake.SetAction((parsed, ct) => new IntakeMeasure(
    parsed.GetValue(rounds), parsed.GetValue(seconds), parsed.GetValue(connections)).RunAsync(
    parsed.GetValue(report), ct));
var timeline = new Command("timeline", "From webhook to timeline: events a second, and the lag at a steady rate.")
{
    messages, connections, report,
};
timeline.SetAction((parsed, ct) => new TimelineMeasure(
    parsed.GetValue(messages), parsed.GetValue(connections)).RunAsync(parsed.GetValue(report), ct));
var start = new Command("start", "From start to ready, and the memory of a program that idles.") { report };
start.SetAction((parsed, ct) => new StartMeasure().RunAsync(parsed.GetValue(report), ct));
var emulator = new Command("emulator", "Half a year of one shop on the emulator's mind, in virtual time.") { report };
emulator.SetAction(parsed => EmulatorMeasure.Run(parsed.GetValue(report)));
var reference = new Command("reference", "The servers that intake is compared with.") { mode, file };
reference.Hidden = true;
reference.SetAction((parsed, ct) => ReferenceServer.RunAsync(parsed.GetValue(mode), parsed.GetValue(file), ct));

return await new RootCommand("Measures Tandem as it ships.") { intake, timeline, start, emulator, reference }
    .Parse(args).InvokeAsync();
