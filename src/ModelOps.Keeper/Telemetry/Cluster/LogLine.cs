using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ModelOps.Keeper.Telemetry.Fields;

namespace ModelOps.Keeper.Telemetry.Cluster;

/// <summary>
/// Reads lines of container logs: up to two timestamps (kubectl's and the program's own), then a JSON object or <c>key=value</c> pairs. One object
/// serves line after line.
/// </summary>
/// <param name="stepsOnly">
/// Whether the workload promised lines with step and throughput (<c>stdout-jsonl</c>): others say nothing, and a missing step time follows from the
/// throughput.
/// </param>
public sealed class LogLine(bool stepsOnly)
{
    // A time as a bare number could be anything: only ISO 8601 and seconds since 1970 are taken for one.
    private const int ShortestTime = 10;
    private const int MostTimes = 2;
    private const double MsPerSecond = 1000;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    private readonly SampleFields _fields = new();
    private bool _hasStepTime;
    private bool _hasStep;
    private double _throughput;

    /// <summary>Reads a line.</summary>
    /// <param name="line">Without its line end.</param>
    /// <param name="sample">The sample, if it is one.</param>
    /// <param name="reason">Why a line that tells of a step is none; <see langword="null"/> for one that tells of nothing.</param>
    /// <returns>Whether it is a sample.</returns>
    public bool TryRead(ReadOnlySpan<byte> line, out Sample sample, out DropReason? reason)
    {
        sample = default;
        _fields.Clear();
        (_hasStepTime, _hasStep, _throughput) = (false, false, 0);
        if (!Utf8.IsValid(line))
        {
            reason = DropReason.InvalidText;
            return false;
        }
        reason = ReadPayload(WithoutTimes(line).Trim(" \t"u8));
        if (reason is not null || !TellsOfStep()) return false;
        reason = _fields.Build(out sample);
        return reason is null;
    }

    private bool TellsOfStep()
    {
        if (stepsOnly && (!_hasStep || !(_throughput > 0))) return false;
        if (stepsOnly && !_hasStepTime) SetNumber(TelemetryField.StepTime, MsPerSecond / _throughput);
        return _hasStepTime;
    }

    private ReadOnlySpan<byte> WithoutTimes(ReadOnlySpan<byte> line)
    {
        for (var times = 0; times < MostTimes; times++)
        {
            var end = line.IndexOf((byte)' ');
            if (end < ShortestTime || !TimestampText.TryParse(line[..end], out _)) break;
            _fields.SetText(TelemetryField.Time, line[..end]);
            line = line[(end + 1)..];
        }
        return line;
    }

    private DropReason? ReadPayload(ReadOnlySpan<byte> payload)
    {
        if (payload is not [(byte)'{', ..])
        {
            ReadPairs(payload);
            return null;
        }
        try
        {
            ReadObject(payload);
            return null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The second is what an escape of half a surrogate pair gives.
            return DropReason.InvalidJson;
        }
    }

    private void ReadObject(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Options);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = Find(Text(ref reader));
            reader.Read();
            if (reader.TokenType == JsonTokenType.Number) SetNumber(field, reader.GetDouble());
            else if (reader.TokenType == JsonTokenType.String) SetText(field, Text(ref reader));
            else reader.Skip();
        }
        while (reader.Read()) reader.Skip();
    }

    private void ReadPairs(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAny((byte)' ', (byte)'\t', (byte)'=');
            if (end < 0) return;
            if (text[end] != '=')
            {
                text = text[(end + 1)..];
                continue;
            }
            var name = text[..end];
            text = text[(end + 1)..];
            SetText(Find(name), Value(ref text));
        }
    }

    private static ReadOnlySpan<byte> Value(ref ReadOnlySpan<byte> text)
    {
        var quoted = text is [(byte)'"', ..];
        var from = quoted ? 1 : 0;
        var length = quoted ? text[1..].IndexOf((byte)'"') : text.IndexOfAny((byte)' ', (byte)'\t');
        if (length < 0) length = text.Length - from;
        var value = text.Slice(from, length);
        text = text[Math.Min(text.Length, from + length + 1)..];
        return value;
    }

    private static TelemetryField Find(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("t"u8) || name.SequenceEqual("timestamp"u8)) return TelemetryField.Time;
        if (name.SequenceEqual("step_time"u8) || name.SequenceEqual("latency_ms"u8)) return TelemetryField.StepTime;
        if (name.SequenceEqual("samples_per_sec"u8) || name.SequenceEqual("samples_sec"u8)) return TelemetryField.Throughput;
        return FieldNames.Find(name);
    }

    private void SetText(TelemetryField field, ReadOnlySpan<byte> text)
    {
        var unit = 1.0;
        var number = field == TelemetryField.StepTime ? WithoutUnit(text, out unit) : text;
        if (field is TelemetryField.StepTime or TelemetryField.Step or TelemetryField.Throughput && NumberText.TryParse(number, out var value)) SetNumber(field, value * unit);
        else if (field != TelemetryField.Workers && !IsBadOption(field, text)) _fields.SetText(field, text);
    }

    // What is said on the side must not spoil a line: a loss that is no number counts as not said, one that is NaN as said.
    private static bool IsBadOption(TelemetryField field, ReadOnlySpan<byte> text) =>
        field == TelemetryField.Loss && !NumberText.TryParse(text.Trim(" \t"u8), out _);

    private void SetNumber(TelemetryField field, double value)
    {
        _hasStepTime |= field == TelemetryField.StepTime;
        _hasStep |= field == TelemetryField.Step && double.IsInteger(value);
        if (field == TelemetryField.Throughput) _throughput = value;
        if (field != TelemetryField.Workers) _fields.SetNumber(field, value);
    }

    private static ReadOnlySpan<byte> WithoutUnit(ReadOnlySpan<byte> text, out double unit)
    {
        unit = 1;
        if (text is [.., (byte)'m', (byte)'s']) return text[..^2];
        if (text is not [.., (byte)'s']) return text;
        unit = MsPerSecond;
        return text[..^1];
    }

    private static ReadOnlySpan<byte> Text(ref Utf8JsonReader reader) => reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
}
