using System.Globalization;
using System.Text;
using System.Text.Json;
using ModelOps.Contracts.Errors;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Ipc;

namespace ModelOps.Adaptive.Evaluation;

/// <summary>
/// The replicates' tables as a user's target is sent them: a list of <c>{table: {column: [kind, values]}}</c>, the tables in ordinal order
/// of their names, the columns in theirs; the kinds are those of <see cref="Contracts.Code.IUserCode.CreateTargetAsync"/>.
/// </summary>
internal static class ReplicateTables
{
    // Half of what a frame of the worker protocol holds, so that one column more is no overflow.
    private const long MostBytes = 512L << 20;

    /// <summary>The JSON of the tables of some replicates.</summary>
    /// <exception cref="InvalidInputException">Code <c>tables_too_large</c>: it is longer than 512 MiB.</exception>
    public static string ToJson(IEnumerable<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> replicates)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var tables in replicates)
            {
                json.WriteStartObject();
                foreach (var (name, bytes) in tables.OrderBy(table => table.Key, StringComparer.Ordinal)) Write(json, name, ArrowReader.Read(bytes));
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter json, string name, ArrowTable table)
    {
        json.WriteStartObject(name);
        foreach (var column in table.Columns)
        {
            json.WriteStartArray(column.Name);
            json.WriteStringValue(KindOf(column.Type));
            json.WriteStartArray();
            for (var row = 0; row < column.Rows; row++) Write(json, column, row);
            json.WriteEndArray();
            json.WriteEndArray();
            json.Flush();
            if (json.BytesCommitted <= MostBytes) continue;
            throw new InvalidInputException(
                "tables_too_large",
                $"The replicates of a trial have more than 512 MiB of tables, reached at table '{name}', too much for a target of your own.",
                "Have the model return fewer rows, or use fewer replicates.");
        }
        json.WriteEndObject();
    }

    private static string KindOf(ColumnType type) => type switch
    {
        { IsInteger: true } => "int",
        { IsNumber: true } or { Kind: ColumnKind.Null } => "float",
        { Kind: ColumnKind.Bool } => "bool",
        _ => "text",
    };

    private static void Write(Utf8JsonWriter json, Column column, int row)
    {
        if (column.IsNull(row)) json.WriteNullValue();
        else if (column.Type.Kind == ColumnKind.UInt64) json.WriteNumberValue(column.GetUInt64(row));
        else if (column.Type.IsInteger) json.WriteNumberValue(column.GetInt64(row));
        else if (column.Type.IsNumber) WriteFloat(json, column.GetDouble(row));
        else if (column.Type.Kind == ColumnKind.Bool) json.WriteBooleanValue(column.GetBool(row));
        else json.WriteStringValue(column.Display(row));
    }

    private static void WriteFloat(Utf8JsonWriter json, double number)
    {
        if (double.IsFinite(number)) json.WriteNumberValue(number);
        else json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
    }
}
