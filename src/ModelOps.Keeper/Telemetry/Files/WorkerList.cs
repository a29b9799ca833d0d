using System.Runtime.InteropServices;
using System.Text.Json;
using ModelOps.Keeper.Telemetry.Fields;

namespace ModelOps.Keeper.Telemetry.Files;

/// <summary>Reads lists of the workers' latencies. A list that holds anything but numbers counts as missing.</summary>
/// <param name="fields">What is filled.</param>
internal sealed class WorkerList(SampleFields fields)
{
    private readonly List<double> _latencies = [];

    /// <summary>A list that stands in a text, as a CSV cell holds it.</summary>
    public void ReadText(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8);
            if (reader.Read() && reader.TokenType == JsonTokenType.StartArray) Read(ref reader);
        }
        catch (JsonException)
        {
            fields.SetWorkers([]);
        }
    }

    /// <summary>A list whose first bracket was read; the reader ends at the last one.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        _latencies.Clear();
        var numbers = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.Number) _latencies.Add(reader.GetDouble());
            else (numbers, _) = (false, reader.TrySkip());
        }
        fields.SetWorkers(numbers ? CollectionsMarshal.AsSpan(_latencies) : []);
    }
}
