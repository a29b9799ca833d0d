using ModelOps.Contracts.Errors;

namespace ModelOps.Tables;

/// <summary>The errors about tables that do not hold together, in one wording.</summary>
internal static class InvalidTable
{
    /// <summary>Bytes or columns that are no table: code <c>invalid_table</c>.</summary>
    /// <param name="what">What is wrong and where, as a clause with its numbers.</param>
    public static InvalidInputException Because(string what) => new(
        "invalid_table",
        $"The table does not hold together: {what}.",
        "Write it again as an Arrow IPC stream or file; if it was copied or downloaded, compare its size with the original's.");

    /// <summary>A part of the format that this product does not read: code <c>unsupported_table</c>.</summary>
    public static InvalidInputException Unsupported(string what, string remedy) => new("unsupported_table", what, remedy);

    /// <summary>A table beyond a limit: code <c>table_too_large</c>.</summary>
    public static InvalidInputException TooLarge(string what, string remedy) => new("table_too_large", what, remedy);
}
