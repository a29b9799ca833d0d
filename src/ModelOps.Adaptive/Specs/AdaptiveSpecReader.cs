using ModelOps.Adaptive.Specs.Yaml;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Adaptive.Specs;

/// <summary>Reads a spec of <c>kind: Adaptive</c>. Nothing but the spec and the observed files that it names is read.</summary>
public static class AdaptiveSpecReader
{
    private const string ApiVersion = "modelops/v1";
    private const string Kind = "Adaptive";
    private const string SeedsDefaultModel = "examples.sim.toy:simulate";

    /// <summary>Reads and validates a spec.</summary>
    /// <param name="file">The file's path, as the user wrote it; messages name it so.</param>
    /// <param name="defaultModel">The entrypoint where the spec has no <c>model</c>; <see langword="null"/> means <c>examples.sim.toy:simulate</c>.</param>
    /// <exception cref="ReplicasGuardException">More than one replica and no central store; checked before anything else.</exception>
    /// <exception cref="InvalidInputException">The spec does not fit; the message names file, line and key.</exception>
    public static AdaptiveSpec Read(string file, string? defaultModel = null)
    {
        var root = YamlFile.Load(file);
        if (root.Choice("kind", Kind) is null) throw root.Error("kind", $"must be {Kind}");
        var body = root.NeededMap("spec");
        if (ReadReplicas(body.Map("workers")) > 1 && !body.Has("central_store")) throw new ReplicasGuardException();
        root.Choice("apiVersion", ApiVersion);
        var workers = ReadWorkers(body);
        var hasStore = ReadCentralStore(body.Map("central_store"));
        var name = ReadMetadata(root.Map("metadata"));
        ReadWorkspace(body.Map("workspace_ref"));
        var model = ReadModel(body, defaultModel ?? SeedsDefaultModel);
        var space = SpaceReader.Read(body);
        var directory = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var objective = TargetReader.Read(body, directory);
        var algorithm = AlgorithmReader.Read(body.NeededMap("algorithm"), space);
        var mixed = body.Flag("allow_mixed_platforms") ?? false;
        body.RejectUnknown();
        root.RejectUnknown();
        return new(Path.GetFullPath(file), name, model, space, objective.Targets, algorithm, workers, hasStore, mixed) { UserTargets = objective.UserTargets };
    }

    private static string ReadMetadata(YamlMap? metadata)
    {
        var name = metadata?.Text("name") ?? "study";
        metadata?.Accept("namespace", "labels", "annotations");
        metadata?.RejectUnknown();
        var plain = name.Length <= 63 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && char.IsAsciiLetterOrDigit(name[0]);
        return plain ? name : throw metadata!.Error("name", "expected at most 63 letters, digits, '-', '_' and '.', a letter or digit first");
    }

    private static WorkersSpec ReadWorkers(YamlMap body)
    {
        var workers = body.Map("workers");
        if (workers is null) return new(1, null, 2);
        var replicas = ReadReplicas(workers);
        var retries = (int)(workers.Integer("retries", 0, 100) ?? 2);
        var timeout = workers.Number("timeout");
        if (timeout is <= 0 or > 31_536_000) throw workers.Error("timeout", "expected seconds above 0, at most a year");
        var recycle = ReadRecycle(workers);
        var memory = workers.Text("memory") is { } size ? workers.Checked("memory", () => MemorySize.Parse(size)) : (long?)null;
        var environment = workers.Choice("environment", "bundle", "system") == "system" ? ModelEnvironment.System : ModelEnvironment.Bundle;
        workers.Accept("image", "resources", "nodeSelector");
        workers.RejectUnknown();
        return new(replicas, timeout is { } seconds ? TimeSpan.FromSeconds(seconds) : null, retries) { Recycle = recycle, MemoryBytes = memory, Environment = environment };
    }

    private static int? ReadRecycle(YamlMap workers)
    {
        var cold = workers.Choice("isolation", "warm", "cold") == "cold";
        var recycle = (int?)workers.Integer("recycle", 1, int.MaxValue);
        if (cold && recycle > 1) throw workers.Error("recycle", "goes with isolation: warm; a cold worker runs one simulation");
        return cold ? 1 : recycle;
    }

    private static int ReadReplicas(YamlMap? workers) => (int)(workers?.Integer("replicas", 1, 1000) ?? 1);

    private static bool ReadCentralStore(YamlMap? store)
    {
        store?.Accept("persistence", "version");
        store?.RejectUnknown();
        return store is not null;
    }

    private static void ReadWorkspace(YamlMap? workspace)
    {
        workspace?.Accept("namespace");
        workspace?.RejectUnknown();
    }

    private static ModelSpec ReadModel(YamlMap body, string defaultModel)
    {
        var model = body.Map("model");
        if (model is null) return new(Entrypoint.Parse(defaultModel), null);
        var text = model.Text("entrypoint") ?? defaultModel;
        var bundle = model.Text("bundle");
        model.RejectUnknown();
        return new(model.Checked("entrypoint", () => Entrypoint.ParseOrId(text)), bundle);
    }
}
