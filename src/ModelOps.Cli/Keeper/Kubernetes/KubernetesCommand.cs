using System.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Keeper.Kubernetes;

/// <summary><c>keeper k8s</c>: plans and clusters.</summary>
internal static class KubernetesCommand
{
    /// <summary>The command with its own commands.</summary>
    public static Command Create(CliContext context) => new("k8s", "Render, verify, apply and roll back plans")
    {
        RenderCommand.Create(context),
        VerifyCommand.Create(context),
        ApplyCommand.Create(context),
        RollbackCommand.Create(context),
        PreflightCommand.Create(context),
    };
}
