using System.Globalization;
using ModelOps.Adaptive.Specs;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Studies;

/// <summary>
/// The environment of a worker. <c>ADAPTIVE_SPEC</c> names the spec, which decides; the predecessor's variables may repeat what it
/// says, and one that says something else is an error, since every worker of a study must do the same. Where the spec is silent,
/// <c>SIMULATION_FN_REF</c> and <c>BUNDLE_REF</c> fill in, as for <c>adaptive run</c>.
/// </summary>
internal static class WorkerEnvironment
{
    private const string SpecVariable = "ADAPTIVE_SPEC";
    private const string SchedulerVariable = "DASK_SCHEDULER_ADDRESS";

    /// <summary>Where simulations run: on the cluster that <c>DASK_SCHEDULER_ADDRESS</c> names, otherwise in the worker's own container.</summary>
    /// <exception cref="InvalidInputException">Code <c>usage</c>: a number of worker processes is given as well.</exception>
    public static Placement ReadPlacement(CliContext context, int? workers) => workers is not null && Value(context, SchedulerVariable) is not null
        ? throw new InvalidInputException("usage", $"--workers has no meaning while {SchedulerVariable} is set: the cluster has the workers that it has.", $"Unset {SchedulerVariable}, or leave --workers out.")
        : new(workers, Value(context, SchedulerVariable));

    /// <summary>The spec.</summary>
    /// <exception cref="InvalidInputException">
    /// Codes <c>worker_spec</c> (no spec is named) and <c>worker_environment</c> (a variable contradicts it).
    /// </exception>
    public static AdaptiveSpec ReadSpec(CliContext context)
    {
        var file = Value(context, SpecVariable) ?? throw new InvalidInputException(
            "worker_spec", $"{SpecVariable} is not set; expected the path of the study's spec.", $"Set {SpecVariable}, such as to a file of a ConfigMap.");
        var spec = AdaptiveSpecReader.Read(context.Resolve(file), Value(context, "SIMULATION_FN_REF"));
        if (Value(context, "BUNDLE_REF") is { } bundle && spec.Model.Bundle is null) spec = spec with { Model = spec.Model with { Bundle = bundle } };
        Check(context, "ADAPTER_PATH", spec.Algorithm.AdapterPath);
        Check(context, "BATCH_SIZE", spec.Algorithm.BatchSize.ToString(CultureInfo.InvariantCulture));
        Check(context, "REPLICATES_PER_PARAM", spec.Algorithm.Replicates.ToString(CultureInfo.InvariantCulture));
        Check(context, "SIMULATION_FN_REF", spec.Model.Entrypoint.ToString());
        Check(context, "BUNDLE_REF", spec.Model.Bundle ?? "");
        return spec;
    }

    private static void Check(CliContext context, string variable, string expected)
    {
        if (Value(context, variable) is not { } value || value == expected) return;
        throw new InvalidInputException(
            "worker_environment",
            $"{variable} is '{value}', but the spec says '{expected}'.",
            $"The spec decides: unset {variable}, or change the spec, which makes it another study.");
    }

    private static string? Value(CliContext context, string variable) => context.Variable(variable) is { Length: > 0 } value ? value : null;
}
