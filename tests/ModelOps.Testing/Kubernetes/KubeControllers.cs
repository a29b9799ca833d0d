using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModelOps.Testing.Kubernetes;

/// <summary>Plays the controllers of one namespace: rolls Deployments out, or not, until disposed.</summary>
public sealed class KubeControllers : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // The generation of each Deployment that this one has seen to: what an earlier one left stuck is new to it.
    private readonly Dictionary<string, long> _seen = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _end = new();
    private readonly KubeApiServer _server;
    private readonly string _namespace;
    private readonly Func<JsonElement, RolloutOutcome> _outcome;
    private readonly Task _loop;

    /// <summary>Begins to play.</summary>
    /// <param name="server">The server.</param>
    /// <param name="namespace">The namespace.</param>
    /// <param name="outcome">How the rollout of a Deployment ends.</param>
    public KubeControllers(KubeApiServer server, string @namespace, Func<JsonElement, RolloutOutcome> outcome)
    {
        (_server, _namespace, _outcome) = (server, @namespace, outcome);
        _loop = Task.Run(LoopAsync);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        try
        {
            await _loop;
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }
        _end.Dispose();
    }

    /// <summary>Writes the status of a ResourceQuota, as its controller would.</summary>
    public static Task UseQuotaAsync(KubeApiServer server, string @namespace, string name, JsonObject used) => server.SendAsync(
        HttpMethod.Patch, $"/api/v1/namespaces/{@namespace}/resourcequotas/{name}/status",
        new JsonObject { ["status"] = new JsonObject { ["hard"] = used.DeepClone(), ["used"] = used } }, "application/merge-patch+json");

    private async Task LoopAsync()
    {
        while (true)
        {
            var list = await _server.SendAsync(HttpMethod.Get, $"/apis/apps/v1/namespaces/{_namespace}/deployments");
            foreach (var deployment in list.GetProperty("items").EnumerateArray().Where(IsNew)) await RollOutAsync(deployment);
            await Task.Delay(Pause, TimeProvider.System, _end.Token);
        }
    }

    private Task RollOutAsync(JsonElement deployment)
    {
        var generation = deployment.GetProperty("metadata").GetProperty("generation").GetInt64();
        var replicas = deployment.GetProperty("spec").GetProperty("replicas").GetInt32();
        var outcome = _outcome(deployment);
        var ready = outcome == RolloutOutcome.Done ? replicas : 0;
        var status = new JsonObject
        {
            ["observedGeneration"] = generation, ["replicas"] = replicas, ["updatedReplicas"] = ready, ["readyReplicas"] = ready, ["availableReplicas"] = ready,
            ["conditions"] = new JsonArray(new JsonObject
            {
                ["type"] = "Progressing",
                ["status"] = outcome == RolloutOutcome.Failed ? "False" : "True",
                ["reason"] = outcome == RolloutOutcome.Failed ? "ProgressDeadlineExceeded" : "ReplicaSetUpdated",
            }),
        };
        var name = deployment.GetProperty("metadata").GetProperty("name").GetString();
        return _server.SendAsync(
            HttpMethod.Patch, $"/apis/apps/v1/namespaces/{_namespace}/deployments/{name}/status", new JsonObject { ["status"] = status }, "application/merge-patch+json");
    }

    private bool IsNew(JsonElement deployment)
    {
        var metadata = deployment.GetProperty("metadata");
        var (uid, generation) = (metadata.GetProperty("uid").GetString()!, metadata.GetProperty("generation").GetInt64());
        if (_seen.TryGetValue(uid, out var seen) && seen == generation) return false;
        _seen[uid] = generation;
        return true;
    }
}
