namespace ModelOps.Keeper.Telemetry;

/// <summary>Samples by column, in the order in which they came: a million of them need tens of megabytes.</summary>
internal sealed class SampleTable
{
    private const long NoStep = long.MinValue;

    private readonly Column<long> _time = new(0);
    private readonly Column<double> _latency = new(double.NaN);
    private readonly Column<double> _loss = new(double.NaN);
    private readonly Column<double> _throughput = new(0);
    private readonly Column<double> _slowest = new(double.NaN);
    private readonly Column<double> _median = new(double.NaN);
    private readonly Column<long> _step = new(NoStep);
    private readonly Column<int> _node = new(0);
    private readonly Column<int> _gpuModel = new(0);
    private readonly Column<double> _gpuUtil = new(double.NaN);
    private readonly Column<double> _gpuMemUtil = new(double.NaN);

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The nodes seen.</summary>
    public NameList Nodes { get; } = new();

    /// <summary>The GPU models seen.</summary>
    public NameList GpuModels { get; } = new();

    /// <summary>Adds a sample.</summary>
    public void Add(in Sample sample)
    {
        var row = Count++;
        _time.Set(row, sample.TimestampMs);
        _latency.Set(row, sample.LatencyMs);
        _loss.Set(row, sample.Loss ?? double.NaN);
        _throughput.Set(row, sample.Throughput);
        _slowest.Set(row, sample.Workers?.SlowestMs ?? double.NaN);
        _median.Set(row, sample.Workers?.MedianMs ?? double.NaN);
        _step.Set(row, sample.Step ?? NoStep);
        _node.Set(row, Nodes.NumberOf(sample.Node));
        _gpuModel.Set(row, GpuModels.NumberOf(sample.GpuModel));
        _gpuUtil.Set(row, sample.GpuUtilPct ?? double.NaN);
        _gpuMemUtil.Set(row, sample.GpuMemUtilPct ?? double.NaN);
    }

    /// <summary>The time of a row, in milliseconds since 1970.</summary>
    public long TimeOf(int row) => _time[row];

    /// <summary>The latency of a row, in milliseconds.</summary>
    public double LatencyOf(int row) => _latency[row];

    /// <summary>The loss of a row; NaN for none.</summary>
    public double LossOf(int row) => _loss[row];

    /// <summary>The slowest worker's latency of a row, in milliseconds; its own if it has no workers.</summary>
    public double SlowestOf(int row) => double.IsNaN(_slowest[row]) ? _latency[row] : _slowest[row];

    /// <summary>The workers' median latency of a row, in milliseconds; its own if it has no workers.</summary>
    public double MedianOf(int row) => double.IsNaN(_median[row]) ? _latency[row] : _median[row];

    /// <summary>How busy the GPU of a row was, in percent; NaN for unknown.</summary>
    public double GpuUtilOf(int row) => _gpuUtil[row];

    /// <summary>How full the GPU's memory of a row was, in percent; NaN for unknown.</summary>
    public double GpuMemUtilOf(int row) => _gpuMemUtil[row];

    /// <summary>The items a second of a row; 0 for unknown.</summary>
    public double ThroughputOf(int row) => _throughput[row];

    /// <summary>A row as a sample.</summary>
    public Sample this[int row] => new(_time[row], _latency[row])
    {
        Loss = Known(_loss[row]),
        Throughput = _throughput[row],
        Workers = double.IsNaN(_slowest[row]) ? null : new(_slowest[row], _median[row]),
        Step = _step[row] == NoStep ? null : _step[row],
        Node = Nodes[_node[row]],
        GpuModel = GpuModels[_gpuModel[row]],
        GpuUtilPct = Known(_gpuUtil[row]),
        GpuMemUtilPct = Known(_gpuMemUtil[row]),
    };

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}
