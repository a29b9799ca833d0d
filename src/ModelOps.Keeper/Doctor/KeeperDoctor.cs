using ModelOps.Connectors.Kubectl;
using ModelOps.Contracts.Errors;

namespace ModelOps.Keeper.Doctor;

/// <summary><c>doctor</c>: whether this machine has what the keeper needs. Nothing is asked of a cluster.</summary>
/// <param name="kubectl">The kubectl to look at.</param>
/// <param name="toolVersion">The version of this tool.</param>
public sealed class KeeperDoctor(KubectlTool kubectl, string toolVersion)
{
    /// <summary>Looks at everything, also after a failure.</summary>
    public async Task<DoctorReport> RunAsync(CancellationToken cancellationToken) => new(
    [
        new("mk", true, toolVersion),
        await CheckAsync("kubectl", KubectlAsync, cancellationToken),
        await CheckAsync("kubeconfig", ConfigAsync, cancellationToken),
    ]);

    private static async Task<DoctorCheck> CheckAsync(string name, Func<CancellationToken, Task<DoctorCheck>> check, CancellationToken cancellationToken)
    {
        try
        {
            return await check(cancellationToken);
        }
        catch (ModelOpsException fault)
        {
            return new(name, false, $"{fault.Message} {fault.Remedy}".TrimEnd());
        }
    }

    private async Task<DoctorCheck> KubectlAsync(CancellationToken cancellationToken)
    {
        var result = await kubectl.RunAsync(["version", "--client"], cancellationToken);
        return result.Ok
            ? new("kubectl", true, $"{kubectl.Settings.Program}, {result.Output.Split('\n')[0].Trim()}")
            : new("kubectl", false, $"'{kubectl.Settings.Program} version --client' ended with {result.Status}. {result.Errors.Trim()}");
    }

    private async Task<DoctorCheck> ConfigAsync(CancellationToken cancellationToken)
    {
        var config = await KubeConfig.ReadAsync(kubectl, cancellationToken);
        return config switch
        {
            { IsInCluster: true } => new("kubeconfig", true, "none, but a pod's service account"),
            { Context: null } => new("kubeconfig", false, "It has no current context. Choose one with 'kubectl config use-context NAME'."),
            { Server: null } => new("kubeconfig", false, $"The context '{config.Context}' names no server."),
            _ => new("kubeconfig", true, $"context {config.Context}, server {config.Server}"),
        };
    }
}
