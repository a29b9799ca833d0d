using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ModelOps.Keeper.Telemetry.Fields;

namespace ModelOps.Keeper.Telemetry.Files;

/// <summary>Reads rows that are JSON objects. One object serves row after row.</summary>
public sealed class JsonRow
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    private readonly SampleFields _fields = new();
    private readonly RowShape _shape = new();
    private readonly WorkerList _workers;

    /// <summary>A reader of rows.</summary>
    public JsonRow() => _workers = new(_fields);

    /// <summary>Reads a row.</summary>
    /// <param name="line">Without its line end.</param>
    /// <param name="sample">The sample, if it is one.</param>
    /// <returns>Why it is none; <see langword="null"/> if it is one.</returns>
    public DropReason? Read(ReadOnlySpan<byte> line, out Sample sample)
    {
        _fields.Clear();
        if (new FlatJsonRow(line, _fields, _shape).TryRead()) return _fields.Build(out sample);
        sample = default;
        if (!Utf8.IsValid(line)) return DropReason.InvalidText;
        _fields.Clear();
        try
        {
            if (!TryReadObject(line)) return DropReason.InvalidShape;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The second is what an escape of half a surrogate pair gives.
            return NotANumber.IsIn(line) ? DropReason.NotFinite : DropReason.InvalidJson;
        }
        return _fields.Build(out sample);
    }

    private bool TryReadObject(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, Options);
        reader.Read();
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        while (isObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = FieldNames.Find(Text(ref reader));
            reader.Read();
            ReadValue(ref reader, field);
        }
        // Also what is no object is read to its end, so that half of one is not taken for JSON.
        while (reader.Read()) reader.Skip();
        return isObject;
    }

    private void ReadValue(ref Utf8JsonReader reader, TelemetryField field)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                _fields.SetNumber(field, reader.GetDouble());
                break;
            case JsonTokenType.String when field == TelemetryField.Workers:
                _workers.ReadText(Text(ref reader));
                break;
            case JsonTokenType.String:
                _fields.SetText(field, Text(ref reader));
                break;
            case JsonTokenType.StartArray when field == TelemetryField.Workers:
                _workers.Read(ref reader);
                break;
            case JsonTokenType.Null:
                break;
            default:
                _fields.SetUnusable(field);
                reader.Skip();
                break;
        }
    }

    private static ReadOnlySpan<byte> Text(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
}
