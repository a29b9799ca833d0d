using System.Numerics;
using System.Text;

namespace ModelOps.Keeper.Telemetry.Fields;

/// <summary>The fields of one row, from whatever syntax, until they are a sample. One object serves row after row.</summary>
public sealed class SampleFields
{
    private const double Full = 100;

    private static readonly uint GpuUtil = Bits(TelemetryField.GpuUtilPct, TelemetryField.GpuUsage);
    private static readonly uint GpuMemUtil = Bits(TelemetryField.GpuMemUtilPct, TelemetryField.GpuMemPct);
    private static readonly uint GpuMemUsed = Bits(TelemetryField.GpuMemUsedMb, TelemetryField.GpuMemUsedMib);
    private static readonly uint GpuMemTotal = Bits(TelemetryField.GpuMemTotalMb, TelemetryField.GpuMemTotalMib);
    private static readonly uint Required = Bit(TelemetryField.Time) | Bit(TelemetryField.StepTime);

    private readonly double[] _numbers = new double[(int)TelemetryField.GpuName + 1];
    private readonly NameCache _names = new();
    private uint _present;
    private bool _unusable;
    private long _time;
    private WorkerLatencies? _workers;
    private string? _node;
    private string? _nodeName;
    private string? _gpuModel;
    private string? _gpuName;

    /// <summary>Forgets the last row.</summary>
    public void Clear()
    {
        (_present, _unusable, _workers) = (0, false, null);
        (_node, _nodeName, _gpuModel, _gpuName) = (null, null, null, null);
    }

    /// <summary>A field that is a number.</summary>
    public void SetNumber(TelemetryField field, double value)
    {
        if (field == TelemetryField.Time && !TimestampText.TryConvert(value, out _time)) return;
        _numbers[(int)field] = value;
        _present |= Bit(field);
    }

    /// <summary>A field that is a text: a name, or a number or time written as one.</summary>
    /// <param name="field">The field.</param>
    /// <param name="utf8">Valid UTF-8; empty means that the field is missing.</param>
    public void SetText(TelemetryField field, ReadOnlySpan<byte> utf8)
    {
        switch (field)
        {
            case TelemetryField.Unknown or TelemetryField.Workers:
                break;
            case TelemetryField.Node:
                _node = _names.Of(utf8);
                break;
            case TelemetryField.NodeName:
                _nodeName = _names.Of(utf8);
                break;
            case TelemetryField.GpuModel:
                _gpuModel = _names.Of(utf8);
                break;
            case TelemetryField.GpuName:
                _gpuName = _names.Of(utf8);
                break;
            default:
                SetNumberText(field, utf8.Trim(" \t"u8));
                break;
        }
    }

    /// <summary>The latencies of the workers.</summary>
    /// <param name="latencies">Put in order by the call; none means that the field is missing.</param>
    public void SetWorkers(Span<double> latencies) => _workers = latencies.IsEmpty ? null : WorkerLatencies.Of(latencies);

    /// <summary>A field of a kind that no reader can use, such as a list in place of a number.</summary>
    public void SetUnusable(TelemetryField field) => _unusable |= field is TelemetryField.Time or TelemetryField.StepTime or TelemetryField.Loss;

    /// <summary>The row as a sample.</summary>
    /// <returns>Why it is none; <see langword="null"/> if it is one.</returns>
    public DropReason? Build(out Sample sample)
    {
        sample = default;
        if (_unusable || (_present & Required) != Required) return DropReason.MissingFields;
        sample = new(_time, _numbers[(int)TelemetryField.StepTime])
        {
            Loss = First(Bit(TelemetryField.Loss)),
            Throughput = First(Bit(TelemetryField.Throughput)) ?? 0,
            Workers = _workers,
            Step = First(Bit(TelemetryField.Step)) is { } step && double.IsInteger(step) ? (long)step : null,
            Node = _node ?? _nodeName,
            GpuModel = _gpuModel ?? _gpuName,
            GpuUtilPct = First(GpuUtil),
            GpuMemUtilPct = First(GpuMemUtil) ?? Share(First(GpuMemUsed), First(GpuMemTotal)),
        };
        return null;
    }

    private void SetNumberText(TelemetryField field, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return;
        if (field == TelemetryField.Time)
        {
            if (TimestampText.TryParse(text, out _time)) _present |= Bit(field);
            else SetUnusable(field);
        }
        else if (NumberText.TryParse(field >= TelemetryField.GpuUtilPct ? WithoutUnit(text) : text, out var number))
        {
            SetNumber(field, number);
        }
        else
        {
            SetUnusable(field);
        }
    }

    private static ReadOnlySpan<byte> WithoutUnit(ReadOnlySpan<byte> text)
    {
        foreach (var unit in (ReadOnlySpan<string>)["%", "MiB", "MB"])
        {
            if (text.Length > unit.Length && Ascii.EqualsIgnoreCase(text[^unit.Length..], unit)) return text[..^unit.Length].Trim(" "u8);
        }
        return text;
    }

    private double? First(uint bits) => (_present & bits) == 0 ? null : _numbers[BitOperations.TrailingZeroCount(_present & bits)];

    private static double? Share(double? used, double? total) => total > 0 ? Full * used / total : null;

    private static uint Bit(TelemetryField field) => 1u << (int)field;

    private static uint Bits(TelemetryField first, TelemetryField last) => (Bit(last) << 1) - Bit(first);
}
