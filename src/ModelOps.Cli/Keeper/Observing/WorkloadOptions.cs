using System.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Keeper.Kubernetes;
using ModelOps.Connectors.Kubectl;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Plans;

namespace ModelOps.Cli.Keeper.Observing;

/// <summary>The options that say which workload is meant, of one command.</summary>
internal sealed class WorkloadOptions
{
    private readonly Option<string> _namespace = new("--k8s-namespace") { HelpName = "NS", Description = "The workload's namespace", DefaultValueFactory = static _ => "default" };
    private readonly Option<string> _deployment = new("--k8s-deployment") { HelpName = "NAME", Description = "The workload's Deployment", DefaultValueFactory = static _ => "trainer" };
    private readonly ClusterOptionSet _cluster = new();

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_namespace);
        command.Add(_deployment);
        _cluster.AddTo(command);
    }

    /// <summary>The workload's namespace and Deployment.</summary>
    /// <exception cref="InvalidInputException">Code <c>invalid_workload_name</c>: no object of a cluster can have the name.</exception>
    public (string Namespace, string Deployment) Names(ParseResult parse)
    {
        var (space, deployment) = (parse.GetRequiredValue(_namespace), parse.GetRequiredValue(_deployment));
        if (!KubernetesName.IsLabel(space)) throw Invalid(_namespace, space, "a DNS-1123 label, such as 'default'");
        return KubernetesName.IsSubdomain(deployment) ? (space, deployment) : throw Invalid(_deployment, deployment, "a DNS-1123 subdomain, such as 'trainer'");
    }

    /// <summary>The kubectl of the workload's cluster.</summary>
    public KubectlTool Tool(CliContext context, ParseResult parse) => _cluster.Tool(parse, context);

    private static InvalidInputException Invalid(Option option, string value, string expected) =>
        new("invalid_workload_name", $"{option.Name} is '{value}'; expected {expected}.");
}
