using System.Globalization;
using ModelOps.Adaptive.Specs;
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

    /// <summary>The spec.</summary>
    /// <exception cref="InvalidInputException">
    /// Codes <c>worker_spec</c> (no spec is named), <c>worker_environment</c> (a variable contradicts it) and <c>dask_unsupported</c>.
    /// </exception>
    public static AdaptiveSpec ReadSpec(CliContext context)
    {
        if (Value(context, "DASK_SCHEDULER_ADDRESS") is not null)
        {
            throw new InvalidInputException(
                "dask_unsupported",
                "DASK_SCHEDULER_ADDRESS is set, and this version does not run simulations on Dask.",
                "Unset it: each worker then simulates in its own container, and --workers or the container's cores say how many at once.");
        }
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
