using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Tasks;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Ipc;

namespace ModelOps.Cli.Simulations;

/// <summary>
/// The outcome of a task as a line of JSON: <c>entrypoint</c>, <c>params</c>, <c>param_id</c>, <c>seed</c> (a text), <c>status</c>, and either
/// <c>tables</c> (by name, each a list of values for each column) or <c>error</c> and <c>rerun</c>.
/// </summary>
internal static class TaskLine
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The line with its end.</summary>
    public static string Of(TaskOutcome outcome)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            var seed = outcome.Task.Seed.ToString(CultureInfo.InvariantCulture);
            json.WriteStartObject();
            json.WriteString("entrypoint", outcome.Task.Entrypoint.Text);
            json.WritePropertyName("params");
            json.WriteRawValue(outcome.Task.Parameters.Canonical);
            json.WriteString("param_id", outcome.Task.Parameters.Id);
            json.WriteString("seed", seed);
            json.WriteString("status", StatusOf(outcome.Outcome.Status));
            if (outcome.Outcome.Error is { } error)
            {
                json.WriteString("error", $"{error.Type}: {error.Message}");
                json.WriteString("rerun", ShellText.Rerun(outcome.Task.Entrypoint.Text, outcome.Bundle, outcome.Task.Parameters.Canonical, seed));
            }
            else WriteTables(json, outcome.Outcome);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static string StatusOf(SimulationStatus status) => status switch
    {
        SimulationStatus.Completed => "completed",
        SimulationStatus.Failed => "failed",
        SimulationStatus.Timeout => "timeout",
        SimulationStatus.OutOfMemory => "out_of_memory",
        _ => "lost",
    };

    private static void WriteTables(Utf8JsonWriter json, SimulationOutcome outcome)
    {
        json.WriteStartObject("tables");
        foreach (var (name, bytes) in outcome.Tables.OrderBy(table => table.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject(name);
            foreach (var column in ArrowReader.Read(bytes).Columns)
            {
                json.WriteStartArray(column.Name);
                for (var row = 0; row < column.Rows; row++) Write(json, column, row);
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Column column, int row)
    {
        if (column.IsNull(row)) json.WriteNullValue();
        else if (column.Type.Kind == ColumnKind.Bool) json.WriteBooleanValue(column.GetBool(row));
        else if (column.Type.Kind == ColumnKind.List) WriteList(json, column.GetDoubles(row)!);
        // The shortest digits, which those of a double are not for a narrower float.
        else if (column.Type.IsInteger || column.Type.IsNumber && double.IsFinite(column.GetDouble(row))) json.WriteRawValue(column.Display(row)!);
        // JSON has no other numbers.
        else if (column.Type.IsNumber) json.WriteNullValue();
        else json.WriteStringValue(column.Display(row));
    }

    private static void WriteList(Utf8JsonWriter json, double[] values)
    {
        json.WriteStartArray();
        foreach (var value in values)
        {
            if (double.IsFinite(value)) json.WriteNumberValue(value);
            else json.WriteNullValue();
        }
        json.WriteEndArray();
    }
}
