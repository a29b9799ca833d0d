using System.CommandLine;
using System.Globalization;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Output;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Chords;
using ModelOps.Keeper.Envelope;
using ModelOps.Keeper.Knobs;
using ModelOps.Keeper.Policies;
using ModelOps.Keeper.Signals;

namespace ModelOps.Cli.Keeper.Policies;

/// <summary><c>keeper policy</c>: which policies there are, and what one would do.</summary>
internal static class PolicyCommand
{
    private static readonly string[] SignalNames = ["drift", "burst", "straggler", "gpu_saturated"];

    /// <summary>The command with its own commands.</summary>
    public static Command Create(CliContext context) => new("policy", "Show the policies, and what one would do") { List(context), Propose(context) };

    private static Command List(CliContext context) => new Command("list", "Show the policies").Runs(parse =>
    {
        var answer = new PoliciesAnswer([.. PolicyRegistry.All.Select(policy => new PolicyRow(policy.Id, policy.Intent))]);
        parse.Answer(context).Write(answer, PoliciesJson.Default.PoliciesAnswer, (rows, output) =>
            TextTable.Write(output, ["POLICY", "INTENT"], rows.Policies.Select(row => (string[])[row.Id, row.Intent])));
        return ExitStatus.Ok;
    });

    private static Command Propose(CliContext context)
    {
        var policy = new Option<string>("--policy") { Description = "Who decides", DefaultValueFactory = _ => PolicyRegistry.All[0].Id };
        policy.AcceptOnlyFromAmong([.. PolicyRegistry.All.Select(known => known.Id)]);
        var signals = new Option<string[]>("--signal") { Description = "A signal that is on; repeat it for more" };
        signals.AcceptOnlyFromAmong(SignalNames);
        var knobs = new Option<string[]>("--knob") { HelpName = "NAME=VALUE", Description = "A knob that is not at its usual value; repeat it for more" };
        var approve = new Option<bool>("--approve-advanced") { Description = "Approve advanced chords and knobs" };
        return new Command("propose", "Show what a policy would do about signals, and what the envelope would say") { policy, signals, knobs, approve }.Runs(parse =>
        {
            var found = Signals(parse.GetValue(signals) ?? []);
            var values = Values(parse.GetValue(knobs) ?? []);
            var actions = PolicyRegistry.Find(parse.GetRequiredValue(policy)).Propose(found, values);
            var catalog = new ChordCatalogReader([.. KnobRegistry.All.Select(knob => knob.Name)]).BuiltIn();
            var envelope = new SafetyEnvelope(catalog, new() { ApproveAdvanced = parse.GetValue(approve) });
            var verdicts = envelope.Judge(actions, new(values, found.Active, [], context.Time.GetUtcNow()));
            var rows = verdicts.Select(verdict => new ProposalRow(verdict.Action.Knob, values[verdict.Action.Knob], verdict.Action.Target, verdict.Action.Reason, verdict.Action.Chord, verdict.Block, verdict.Detail));
            parse.Answer(context).Write(new([.. rows]), PoliciesJson.Default.ProposalsAnswer, Render);
            return ExitStatus.Ok;
        });
    }

    private static void Render(ProposalsAnswer answer, TextWriter output)
    {
        if (answer.Proposed.Count == 0) output.Write("nothing is proposed\n");
        else TextTable.Write(output, ["KNOB", "FROM", "TO", "CHORD", "REASON", "ENVELOPE"], answer.Proposed.Select(row => (string[])
            [row.Knob, Text(row.Current), Text(row.Target), row.Chord ?? "-", row.Reason, row.Block is null ? "allowed" : $"{row.Block}: {row.Detail}"]));
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    // A GPU that is saturated is meant with its memory: a busy one alone is no harm.
    private static SignalSet Signals(string[] names) => new()
    {
        Drift = names.Contains(SignalNames[0]),
        Burst = names.Contains(SignalNames[1]),
        Straggler = names.Contains(SignalNames[2]),
        GpuSaturated = names.Contains(SignalNames[3]),
        GpuMemorySaturated = names.Contains(SignalNames[3]),
        Trusted = true,
        Notes = [],
    };

    private static Dictionary<string, int> Values(string[] given)
    {
        var values = KnobRegistry.All.ToDictionary(knob => knob.Name, knob => knob.Default, StringComparer.Ordinal);
        foreach (var text in given)
        {
            if (text.Split('=', 2) is not [var name, var number] || !int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
                throw new InvalidInputException("invalid_knob", $"--knob is '{text}'; expected a name and a whole number, such as concurrency=4.");
            if (KnobRegistry.Find(name) is null)
                throw new InvalidInputException("unknown_knob", $"There is no knob '{name}'.{Nearest.Hint(name, [.. values.Keys])}");
            values[name] = value;
        }
        return values;
    }
}
