using System.Globalization;
using System.Text.Json;
using ModelOps.Execution.Protocol;
using ModelOps.Model;

namespace ModelOps.Execution.DotNet;

/// <summary>Calls a user's target.</summary>
internal sealed class TargetCalls(ITarget target)
{
    /// <summary>The answer to a call, as JSON.</summary>
    public string Call(CallRequest request)
    {
        if (request.Method != "loss") throw new MissingMethodException($"A target has loss, not '{request.Method}'.");
        var loss = target.Loss([.. request.Argument.EnumerateArray().Select(Tables)]);
        return double.IsFinite(loss)
            ? loss.ToString("R", CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"Loss returned {loss.ToString(CultureInfo.InvariantCulture)}; a finite number was expected.");
    }

    private static IReadOnlyDictionary<string, Table> Tables(JsonElement replicate) =>
        replicate.EnumerateObject().ToDictionary(table => table.Name, table => ToTable(table.Value), StringComparer.Ordinal);

    private static Table ToTable(JsonElement columns)
    {
        var table = new Table();
        foreach (var column in columns.EnumerateObject()) Add(table, column.Name, column.Value[0].GetString()!, [.. column.Value[1].EnumerateArray()]);
        return table;
    }

    private static void Add(Table table, string name, string kind, JsonElement[] values)
    {
        var whole = Array.TrueForAll(values, value => value.ValueKind != JsonValueKind.Null);
        if (kind == "text") table.Add(name, Array.ConvertAll(values, value => value.GetString()));
        else if (kind == "bool" && whole) table.Add(name, Array.ConvertAll(values, value => value.GetBoolean()));
        else if (kind == "int" && whole && Array.TrueForAll(values, value => value.TryGetInt64(out _))) table.Add(name, Array.ConvertAll(values, value => value.GetInt64()));
        else table.Add(name, Array.ConvertAll(values, Number));
    }

    private static double Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String => double.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => double.NaN,
    };
}
