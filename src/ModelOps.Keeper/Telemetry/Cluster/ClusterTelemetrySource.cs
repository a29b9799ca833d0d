using System.Globalization;
using System.Text.Json;
using ModelOps.Connectors.Kubectl;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;
using ModelOps.Keeper.Telemetry.Files;

namespace ModelOps.Keeper.Telemetry.Cluster;

/// <summary>
/// The logs of all pods of a Deployment, also of the run before a restart. Anything that could not be read makes the batch incomplete
/// (<see cref="TelemetryBatch.Error"/>): what is not seen is never called stable.
/// </summary>
/// <param name="tool">The kubectl.</param>
/// <param name="options">Whose logs, and how far back.</param>
/// <param name="recording">Gets a copy of every line.</param>
/// <param name="time">The clock.</param>
public sealed class ClusterTelemetrySource(KubectlTool tool, ClusterTelemetryOptions options, RawRecording? recording, TimeProvider time) : ITelemetrySource
{
    /// <summary>The annotation by which a Deployment or its pods say how their lines look.</summary>
    public const string ModeAnnotation = "modekeeper/telemetry";

    /// <summary>The only value of <see cref="ModeAnnotation"/>: lines of JSON with step and throughput.</summary>
    public const string StepLines = "stdout-jsonl";

    private const int CallsAtATime = 4;

    /// <inheritdoc />
    public string Kind => "k8s";

    /// <inheritdoc />
    public async Task<TelemetryBatch> ReadAsync(TelemetryCursor? from, CancellationToken cancellationToken)
    {
        var collector = new SampleCollector(time);
        var errors = new List<string>();
        try
        {
            var (pods, mode) = await PodsAsync(errors, cancellationToken);
            foreach (var group in pods.Where(pod => pod.Started).Chunk(CallsAtATime))
            {
                var logs = await Task.WhenAll(group.Select(pod => LogsAsync(pod, errors, cancellationToken)));
                foreach (var (pod, log) in group.Zip(logs)) Collect(log, pod, IsStepLines(pod.Mode ?? mode), collector);
            }
            if (errors.Count == 0 && !pods.Any(pod => pod.Started))
                errors.Add($"none of the {pods.Count} pods of {options.Namespace}/{options.Deployment} has started");
        }
        catch (OutsideException fault)
        {
            errors.Add(fault.Message);
        }
        var batch = collector.Collect();
        return errors.Count == 0 ? batch : batch with { Error = errors.Count == 1 ? errors[0] : $"{errors[0]} (and {errors.Count - 1} more)" };
    }

    private async Task<(IReadOnlyList<PodLog> Pods, string? Mode)> PodsAsync(List<string> errors, CancellationToken cancellationToken)
    {
        if (await ListAsync(["-n", options.Namespace, "get", "deployment", options.Deployment, "-o", "json"], errors, cancellationToken) is not { } deployment) return ([], null);
        var mode = Mode(deployment);
        if (PodSelector.Of(deployment) is not { } selector)
        {
            errors.Add($"the Deployment {options.Namespace}/{options.Deployment} selects no pods");
            return ([], mode);
        }
        return await ListAsync(["-n", options.Namespace, "get", "pods", "-l", selector, "-o", "json"], errors, cancellationToken) is { } list
            ? (PodLog.Of(list, options.Container), mode)
            : ([], mode);
    }

    private async Task<JsonElement?> ListAsync(string[] arguments, List<string> errors, CancellationToken cancellationToken)
    {
        var result = await tool.RunAsync(arguments, cancellationToken);
        if (!result.Ok)
        {
            errors.Add(OneLine(result.Errors));
            return null;
        }
        try
        {
            using var document = StrictJson.Parse(result.Output, $"the output of 'kubectl {string.Join(' ', arguments)}'");
            return document.RootElement.Clone();
        }
        catch (InvalidInputException fault)
        {
            errors.Add(fault.Message);
            return null;
        }
    }

    private async Task<MemoryStream> LogsAsync(PodLog pod, List<string> errors, CancellationToken cancellationToken)
    {
        var log = new MemoryStream();
        if (pod.Restarted)
        {
            // The node keeps only the run before; where that is gone already the present one is all there is.
            var before = new MemoryStream();
            if (await LogAsync(pod, before, ["--previous"], cancellationToken) is null) before.WriteTo(log);
        }
        if (await LogAsync(pod, log, [], cancellationToken) is { } error)
        {
            lock (errors) errors.Add($"the logs of the pod {pod.Name} can't be read: {error}");
        }
        log.Position = 0;
        return log;
    }

    private async Task<string?> LogAsync(PodLog pod, MemoryStream log, string[] more, CancellationToken cancellationToken)
    {
        var since = string.Create(CultureInfo.InvariantCulture, $"--since={Math.Ceiling(options.Window.TotalSeconds):0}s");
        string[] arguments = ["-n", options.Namespace, "logs", "pod/" + pod.Name, "-c", pod.Container, since, "--timestamps", .. more];
        try
        {
            var (status, errors) = await tool.StreamAsync(arguments, (bytes, _) => Append(log, bytes), cancellationToken);
            return status == 0 ? null : OneLine(errors);
        }
        catch (OutsideException fault)
        {
            return fault.Message;
        }
    }

    private static ValueTask Append(MemoryStream log, ReadOnlyMemory<byte> bytes)
    {
        if (log.Length + bytes.Length > KubectlTool.MaxOutputBytes)
            throw new OutsideException("log_too_long", $"the log is longer than {KubectlTool.MaxOutputBytes >> 20} MiB; take a shorter duration");
        log.Write(bytes.Span);
        return ValueTask.CompletedTask;
    }

    private void Collect(MemoryStream log, PodLog pod, bool stepLines, SampleCollector collector)
    {
        using var lines = new LineReader(log, recording);
        var reader = new LogLine(stepLines);
        while (lines.TryRead(out var line, out var tooLong)) Add(line, tooLong);
        if (lines.TryReadTail(out var tail, out var tailTooLong))
        {
            Add(tail, tailTooLong);
            lines.ConsumeTail();
        }

        void Add(ReadOnlySpan<byte> line, bool tooLong)
        {
            if (tooLong) collector.Drop(DropReason.TooLong);
            else if (reader.TryRead(line, out var sample, out var reason)) collector.Add(sample with { Node = sample.Node ?? pod.Node });
            else if (reason is { } dropped) collector.Drop(dropped);
            else collector.Skip();
        }
    }

    private static string? Mode(JsonElement deployment)
    {
        foreach (var place in (ReadOnlySpan<string[]>)[["metadata"], ["spec", "template", "metadata"]])
        {
            var value = deployment;
            foreach (var key in (ReadOnlySpan<string>)[.. place, "annotations", ModeAnnotation])
            {
                if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(key, out value)) value = default;
            }
            if (value.ValueKind == JsonValueKind.String) return value.GetString();
        }
        return null;
    }

    private static bool IsStepLines(string? mode) => mode switch
    {
        null or "" => false,
        StepLines => true,
        _ => throw new InvalidInputException("unknown_telemetry_mode", $"The annotation {ModeAnnotation} is '{mode}'; expected '{StepLines}', or none."),
    };

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
