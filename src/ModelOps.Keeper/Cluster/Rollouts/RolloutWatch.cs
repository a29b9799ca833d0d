using System.Globalization;
using System.Text.Json;
using ModelOps.Contracts.Errors;

namespace ModelOps.Keeper.Cluster.Rollouts;

/// <summary>Waits until a changed Deployment runs with the change.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="options">How long, and how often to look.</param>
/// <param name="time">The clock.</param>
internal sealed class RolloutWatch(ClusterConnection cluster, ApplyOptions options, TimeProvider time)
{
    /// <summary>Waits for the end, good or bad. A server that can't be reached for a while is waited for, too.</summary>
    /// <param name="changed">The Deployment as the change left it.</param>
    /// <param name="patch">The change.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<RolloutResult> WaitAsync(LiveDeployment changed, JsonElement patch, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var detail = "";
        while (true)
        {
            var (progress, said) = await LookAsync(changed, patch, cancellationToken);
            detail = said;
            var waited = time.GetElapsedTime(began);
            if (progress != RolloutProgress.Running) return new(progress == RolloutProgress.Done, detail, Seconds(waited));
            if (waited >= options.RolloutTimeout)
                return new(false, string.Create(CultureInfo.InvariantCulture, $"not done after {options.RolloutTimeout.TotalSeconds:0.###} s: {detail}"), Seconds(waited));
            await Task.Delay(options.PollInterval, time, cancellationToken);
        }
    }

    private async Task<(RolloutProgress Progress, string Detail)> LookAsync(LiveDeployment changed, JsonElement patch, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await cluster.GetDeploymentAsync(changed.Namespace, changed.Name, cancellationToken);
            if (!answer.Ok) return (RolloutProgress.Failed, answer.Error);
            var live = LiveDeployment.Of(answer.Body);
            if (live.Uid != changed.Uid) return (RolloutProgress.Failed, "the Deployment was replaced by another of the same name");
            if (!MergePatch.Holds(patch, live.Object)) return (RolloutProgress.Failed, "somebody changed the same values meanwhile");
            return Rollout.Of(live);
        }
        catch (OutsideException fault) when (fault.Retryable)
        {
            return (RolloutProgress.Running, fault.Message);
        }
    }

    private static double Seconds(TimeSpan waited) => Math.Round(waited.TotalSeconds, 3);
}
