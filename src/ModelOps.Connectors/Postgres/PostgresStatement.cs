using System.Data.Common;

namespace ModelOps.Connectors.Postgres;

/// <summary>One statement to execute.</summary>
/// <param name="Sql">The text, with <c>$1</c>, <c>$2</c> … for the parameters.</param>
/// <param name="Parameters">Their values: numbers, texts, byte arrays, and arrays of these; <see cref="DBNull"/> for null.</param>
public sealed record PostgresStatement(string Sql, params IReadOnlyList<object> Parameters)
{
    /// <summary>Called for every row of the answer.</summary>
    public Action<DbDataReader> Row { get; init; } = _ => { };
}
