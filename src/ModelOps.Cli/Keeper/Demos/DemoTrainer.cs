using ModelOps.Connectors.Kubectl;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Reports;

namespace ModelOps.Cli.Keeper.Demos;

/// <summary>The trainer of a demonstration: <c>k8s/trainer-minimal.yaml</c>, the Deployment <c>default/trainer</c>.</summary>
/// <param name="tool">The kubectl, with the context.</param>
/// <param name="folder">Where its manifest is written.</param>
/// <param name="time">The clock.</param>
internal sealed class DemoTrainer(KubectlTool tool, ReportFolder folder, TimeProvider time)
{
    private const string Resource = "trainer-minimal.yaml";
    private const string Name = "deployment/trainer";
    private const string Mark = "modekeeper";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private bool _started;
    private bool _wasThere;

    /// <summary>Starts the trainer, or gives one of an earlier demonstration its first values again, and waits until it runs.</summary>
    /// <exception cref="ConflictException">Code <c>trainer_taken</c>: the cluster has another Deployment of this name.</exception>
    /// <exception cref="OutsideException">Code <c>trainer_not_started</c>.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var found = await tool.RunAsync(["-n", "default", "get", Name, "--ignore-not-found", "-o", @"jsonpath=found:{.metadata.labels.app\.kubernetes\.io/part-of}"], cancellationToken);
        Expect(found, "read");
        _wasThere = found.Output.Length > 0;
        if (_wasThere && found.Output != "found:" + Mark)
            throw new ConflictException("trainer_taken", "The namespace 'default' has a Deployment 'trainer' that is not of a demonstration.", "Use another cluster, or rename the Deployment.");
        var manifest = folder.WriteText(Resource, Manifest());
        Expect(await tool.RunAsync(["apply", "-f", manifest], cancellationToken), "started");
        _started = true;
        var patient = new KubectlTool(tool.Settings with { RequestTimeout = Patience }, time);
        Expect(await patient.RunAsync(["-n", "default", "rollout", "status", Name, $"--timeout={Patience.TotalSeconds}s"], cancellationToken), "rolled out");
    }

    /// <summary>Removes the trainer, unless it was there before or is to stay, and says what is left.</summary>
    /// <param name="keep">Whether it is to stay.</param>
    /// <param name="cancellationToken">Ends the call of kubectl; not that of the demonstration, which may have been interrupted.</param>
    public async Task<IReadOnlyList<string>> ClearAsync(bool keep, CancellationToken cancellationToken)
    {
        if (!_started) return [];
        if (keep || _wasThere) return [$"{Name} in the namespace default"];
        var gone = await tool.RunAsync(["-n", "default", "delete", Name, "--ignore-not-found", "--wait=false"], cancellationToken);
        return gone.Ok ? [] : [$"{Name} in the namespace default, which could not be deleted: {gone.Errors.Trim()}"];
    }

    private static string Manifest()
    {
        using var reader = new StreamReader(typeof(DemoTrainer).Assembly.GetManifestResourceStream(Resource)!);
        return reader.ReadToEnd();
    }

    private static void Expect(KubectlResult result, string done)
    {
        if (!result.Ok) throw new OutsideException("trainer_not_started", $"The trainer of the demonstration could not be {done}: {result.Errors.Trim()}", "Look at the cluster with 'kubectl get pods'.");
    }
}
