using System.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Keeper.Cluster.Rollouts;
using ModelOps.Keeper.Envelope;
using ModelOps.Keeper.Gates;
using ModelOps.Keeper.Licensing;
using ModelOps.Keeper.Plans;

namespace ModelOps.Cli.Keeper.Kubernetes;

/// <summary>The options of commands that change a cluster.</summary>
internal sealed class GateOptionSet
{
    private readonly Option<string?> _license = new("--license-path")
    {
        HelpName = "FILE", Description = $"The license; else {LicensePlaces.PathVariable}, else ./{LicensePlaces.FileName}",
    };

    private readonly Option<bool> _development = new("--allow-dev-license") { Description = "Let a development license count for a cluster that is not on this machine" };

    private readonly Option<string> _age = new("--max-verify-age")
    {
        HelpName = "TIME", Description = "How old the verification may be", DefaultValueFactory = static _ => "15m",
    };

    private readonly Option<string> _rollout = new("--rollout-timeout")
    {
        HelpName = "TIME", Description = "How long one rollout may take before the previous values are put back", DefaultValueFactory = static _ => "5m",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_license);
        command.Add(_development);
        command.Add(_age);
        command.Add(_rollout);
    }

    /// <summary>What they bring to the gates.</summary>
    public GateRequest Gate(ParseResult parse, CliContext context, Plan plan, string verifyReportPath) => new(plan, verifyReportPath)
    {
        KillSwitchValue = context.Variable(KillSwitch.Variable),
        LicensePath = parse.GetValue(_license),
        AllowDevelopmentLicense = parse.GetValue(_development),
        MaxVerifyAge = ClusterOptionSet.Time(parse.GetRequiredValue(_age), _age.Name),
    };

    /// <summary>How changes are made.</summary>
    public ApplyOptions Options(ParseResult parse) => new() { RolloutTimeout = ClusterOptionSet.Time(parse.GetRequiredValue(_rollout), _rollout.Name) };
}
