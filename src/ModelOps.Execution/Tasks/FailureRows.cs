using System.Globalization;
using ModelOps.Tables.Columns;

namespace ModelOps.Execution.Tasks;

/// <summary>The table of failed attempts.</summary>
internal static class FailureRows
{
    /// <summary>A row for each.</summary>
    public static ArrowTable Of(IReadOnlyList<FailedTask> failed, Func<FailedTask, string> rerun) => new(
    [
        Texts("entrypoint", failed, failure => failure.Entrypoint),
        ColumnFactory.Numbers<ulong>("seed", [.. failed.Select(failure => ulong.Parse(failure.Seed, CultureInfo.InvariantCulture))]),
        Texts("params", failed, failure => failure.Params),
        Texts("type", failed, failure => failure.Type),
        Texts("message", failed, failure => failure.Message),
        ColumnFactory.Bools("environmental", [.. failed.Select(failure => (bool?)failure.Environmental)]),
        Texts("rerun", failed, rerun),
    ]);

    private static Column Texts(string name, IReadOnlyList<FailedTask> failed, Func<FailedTask, string> value) =>
        ColumnFactory.Texts(name, [.. failed.Select(value)]);
}
