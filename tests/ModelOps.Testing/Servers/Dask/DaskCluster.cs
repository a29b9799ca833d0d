using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Prerequisites;

namespace ModelOps.Testing.Servers.Dask;

/// <summary>
/// Debian's Dask scheduler and workers on ports of their own, on loopback if nothing else is asked for. They end with the test program, however that ends.
/// </summary>
public sealed class DaskCluster : IAsyncDisposable
{
    /// <summary>The interpreter that has <c>distributed</c>.</summary>
    public const string Python = "/usr/bin/python3";

    private const string Scheduler = "/usr/bin/dask-scheduler";
    private const string Worker = "/usr/bin/dask-worker";
    private const string Registered = "Registered to:";

    private readonly TemporaryFolder _folder = new();
    private readonly ClusterShape _shape;
    private readonly List<DaskProcess> _workers = [];
    private DaskProcess? _scheduler;
    private int _started;

    private DaskCluster(ClusterShape shape)
    {
        _shape = shape;
        Port = FreePort(IPAddress.Parse(shape.Host));
    }

    /// <summary>Whether this machine has Dask.</summary>
    public static bool IsInstalled => File.Exists(Scheduler) && File.Exists(Worker);

    /// <summary>The scheduler's port on its host.</summary>
    public int Port { get; }

    /// <summary>The scheduler's address.</summary>
    public string Address => $"tcp://{_shape.Host}:{Port.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The scheduler.</summary>
    public DaskProcess SchedulerProcess => _scheduler!;

    /// <summary>The workers that were started, in order, those that were killed included.</summary>
    public IReadOnlyList<DaskProcess> Workers => _workers;

    /// <summary>Starts a scheduler and workers, or skips the test where there is no Dask (see <see cref="Prerequisite"/>).</summary>
    public static async Task<DaskCluster> StartAsync(ClusterShape? shape = null)
    {
        Prerequisite.Require(IsInstalled, "Debian's Dask", "sudo apt-get install -y python3-distributed");
        var cluster = new DaskCluster(shape ?? new());
        await cluster.StartSchedulerAsync();
        await Task.WhenAll(Enumerable.Range(0, cluster._shape.Workers).Select(_ => cluster.AddWorkerAsync()));
        return cluster;
    }

    /// <summary>Starts the scheduler, at first or again, at the same address.</summary>
    public async Task StartSchedulerAsync()
    {
        _scheduler?.Dispose();
        var log = _folder[$"scheduler-{++_started}.log"];
        _scheduler = DaskProcess.Start(log, [Python, Scheduler, "--host", _shape.Host, "--port", Port.ToString(CultureInfo.InvariantCulture), "--no-dashboard"]);
        await Eventually.TrueAsync(() => _scheduler.Says("Scheduler at:"), "the scheduler listens");
    }

    /// <summary>Starts one more worker and gives it.</summary>
    /// <param name="address">Where it finds the scheduler, if not directly.</param>
    /// <param name="variables">Environment variables of this one, as <c>name=value</c>.</param>
    public Task<DaskProcess> AddWorkerAsync(string? address = null, params string[] variables) =>
        AddWorkerAsync(WorkerHost.Here, address ?? Address, variables);

    /// <summary>Starts one more worker, on another host.</summary>
    /// <param name="host">Where it runs.</param>
    /// <param name="home">Its <c>MODELOPS_HOME</c>, which hosts do not share.</param>
    public Task<DaskProcess> AddWorkerOnAsync(WorkerHost host, string home) => AddWorkerAsync(host, Address, [$"MODELOPS_HOME={home}"]);

    /// <summary>The lines of all logs, for messages.</summary>
    public string Logs() => string.Concat(Directory.EnumerateFiles(_folder.Path, "*.log").Select(File.ReadAllText));

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        foreach (var worker in _workers) worker.Dispose();
        _scheduler?.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<DaskProcess> AddWorkerAsync(WorkerHost host, string address, string[] variables)
    {
        string log;
        lock (_workers) log = _folder[$"worker-{++_started}.log"];
        var worker = DaskProcess.Start(log,
        [
            .. host.Enter, "env", $"MODELOPS_HOME={_folder["home"]}", $"MODELOPS_TOOL={_shape.Tool}", .. _shape.Variables, .. variables,
            Python, Worker, address, "--nworkers", "1", "--nthreads", _shape.Threads.ToString(CultureInfo.InvariantCulture), "--no-dashboard", "--host", host.Address,
            "--local-directory", _folder["space"], _shape.Nanny ? "--nanny" : "--no-nanny",
        ]);
        lock (_workers) _workers.Add(worker);
        await Eventually.TrueAsync(() => worker.Says(Registered), "a worker is registered");
        return worker;
    }

    private static int FreePort(IPAddress address)
    {
        using var listener = new TcpListener(address, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
