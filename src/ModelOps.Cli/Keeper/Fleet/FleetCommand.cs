using System.CommandLine;
using System.Globalization;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Keeper.Reporting;
using ModelOps.Cli.Output;
using ModelOps.Connectors.Kubectl;
using ModelOps.Keeper.Fleet;
using ModelOps.Keeper.Reports;

namespace ModelOps.Cli.Keeper.Fleet;

/// <summary><c>keeper fleet</c>: look at many clusters; nothing is changed.</summary>
internal static class FleetCommand
{
    /// <summary>The command with its own commands.</summary>
    public static Command Create(CliContext context) => new("fleet", "Look at the Deployments of several clusters") { Inventory(context), Policy(context) };

    private static Command Inventory(CliContext context)
    {
        var (list, single, output) = (List(), Single(), OutOption.Create("report/_inventory"));
        return new Command("inventory", "List namespaces, Deployments and their knobs") { list, single, output }.Runs(async (parse, cancellationToken) =>
        {
            var folder = OutOption.Open(context, parse.GetRequiredValue(output));
            var found = await ReadAsync(context, parse.GetValue(list), parse.GetValue(single) ?? [], cancellationToken);
            var report = new InventoryReport(ReportTimes.Text(context.Time.GetUtcNow()), found);
            folder.Write("inventory_latest.json", report, FleetJson.Default.InventoryReport);
            parse.Answer(context).Write(report, FleetJson.Default.InventoryReport, Render);
            return ExitStatus.Ok;
        });
    }

    private static Command Policy(CliContext context)
    {
        var policy = new Option<string>("--policy") { HelpName = "NAME|FILE", Description = "A passport template, or a JSON file", Required = true };
        var (list, single, output) = (List(), Single(), OutOption.Create("report/_policy_propagation"));
        return new Command("policy", "Show which Deployments follow a policy and which would have to change") { policy, list, single, output }.Runs(async (parse, cancellationToken) =>
        {
            var named = parse.GetRequiredValue(policy);
            var wanted = FleetPolicy.Of(named, context.Resolve(named));
            var folder = OutOption.Open(context, parse.GetRequiredValue(output));
            var found = await ReadAsync(context, parse.GetValue(list), parse.GetValue(single) ?? [], cancellationToken);
            var report = PolicyReport.Of(ReportTimes.Text(context.Time.GetUtcNow()), wanted, found);
            folder.Write("policy_propagation_latest.json", report, FleetJson.Default.PolicyReport);
            parse.Answer(context).Write(report, FleetJson.Default.PolicyReport, Render);
            return ExitStatus.Ok;
        });
    }

    private static Option<string?> List() => new("--contexts") { HelpName = "A,B", Description = "The contexts of kubectl, separated by commas; the current one if not given" };

    private static Option<string[]> Single() => new("--context") { HelpName = "NAME", Description = "A context; may be given several times", AllowMultipleArgumentsPerToken = false };

    private static Task<IReadOnlyList<FleetContext>> ReadAsync(CliContext context, string? list, string[] single, CancellationToken cancellationToken) =>
        new FleetReader(new(KubectlSettings.Of(context.Variable), context.Time)).ReadAsync(FleetContexts.Of(list, single), cancellationToken);

    private static void Render(InventoryReport report, TextWriter output)
    {
        TextTable.Write(output, ["CONTEXT", "NAMESPACE", "DEPLOYMENT", "READY", "KNOBS", "POLICY"], report.Contexts.SelectMany(context => context.Deployments.Select(item => (string[])
        [
            Name(context.Context), item.Namespace, item.Name,
            string.Create(CultureInfo.InvariantCulture, $"{item.ReadyReplicas}/{item.Replicas}"),
            item.Knobs.Count == 0 ? "-" : string.Join(",", item.Knobs.Select(knob => $"{knob.Key}={knob.Value}")),
            item.PolicyRef is null ? "-" : $"{item.PolicyRef}@{item.PolicyVersion}",
        ])));
        foreach (var context in report.Contexts) Render(context.Context, context.Error, output);
    }

    private static void Render(PolicyReport report, TextWriter output)
    {
        output.Write($"{report.Policy.Ref} at {report.Policy.VersionShort}: {report.ChangesRequired} of {report.Contexts.Sum(context => context.Deployments.Count)} Deployments would have to change\n");
        TextTable.Write(output, ["CONTEXT", "NAMESPACE", "DEPLOYMENT", "CURRENT", "CHANGE"], report.Contexts.SelectMany(context => context.Deployments.Select(step => (string[])
        [
            Name(context.Context), step.Namespace, step.Name,
            step.Current.Ref is null ? "-" : $"{step.Current.Ref}@{step.Current.Version}",
            step.ChangeRequired ? "yes" : "no",
        ])));
        foreach (var context in report.Contexts) Render(context.Context, context.Error, output);
    }

    private static void Render(string? context, FleetError? error, TextWriter output)
    {
        if (error is not null) output.Write($"{Name(context)}: not looked at, {error.Reason}: {error.Detail}\n");
    }

    private static string Name(string? context) => context ?? "(current)";
}
