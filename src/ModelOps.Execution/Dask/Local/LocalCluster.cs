using System.Text;
using System.Text.Json;
using ModelOps.Connectors.Processes;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;
using ModelOps.Durability.Locks;
using ModelOps.Execution.Workers;

namespace ModelOps.Execution.Dask.Local;

/// <summary>A Dask scheduler and workers on this machine, which run on when this process ends.</summary>
/// <param name="folder">The absolute path of the folder of its state and logs.</param>
public sealed class LocalCluster(string folder)
{
    private const string Purpose = "The local Dask cluster";

    private string StateFile => Path.Combine(folder, "local.json");

    /// <summary>Starts the cluster, or gives the one that runs.</summary>
    /// <param name="request">What to start.</param>
    /// <param name="cancellationToken">Ends the wait; what was started is ended as well.</param>
    /// <returns>The cluster, and whether it ran before.</returns>
    /// <exception cref="OutsideException">Codes <c>python_not_found</c> and <c>dask_not_started</c>.</exception>
    /// <exception cref="ConflictException">Code <c>locked</c>: another process starts or ends it at this moment.</exception>
    public async Task<(LocalClusterState State, bool RanBefore)> UpAsync(LocalClusterRequest request, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        using var held = Lock();
        if (Find() is { IsWhole: true } running) return (running, true);
        End();
        var state = await StartAsync(request, cancellationToken);
        AtomicFile.Write(StateFile, JsonSerializer.SerializeToUtf8Bytes(state, LocalClusterJson.Default.LocalClusterState));
        return (state, false);
    }

    /// <summary>The cluster as it was started, with those of its processes that still run; <see langword="null"/> if there is none.</summary>
    public LocalClusterState? Find()
    {
        if (!File.Exists(StateFile)) return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(StateFile), LocalClusterJson.Default.LocalClusterState)?.WithRunning();
        }
        catch (JsonException)
        {
            // It is written in one piece; whatever else stands there is no cluster of ours.
            return null;
        }
    }

    /// <summary>Ends the cluster; says whether there was one.</summary>
    /// <exception cref="ConflictException">Code <c>locked</c>: another process starts or ends it at this moment.</exception>
    public bool Down()
    {
        if (!Directory.Exists(folder)) return false;
        using var held = Lock();
        return End();
    }

    private FileLock Lock() => FileLock.Acquire(Path.Combine(folder, "local.lock"), Purpose);

    private bool End()
    {
        var state = Find();
        foreach (var process in state?.Running ?? []) ProcessGroup.Kill(process.Pid);
        File.Delete(StateFile);
        if (Directory.Exists(Path.Combine(folder, "space"))) Directory.Delete(Path.Combine(folder, "space"), recursive: true);
        return state is { Running.Count: > 0 };
    }

    private async Task<LocalClusterState> StartAsync(LocalClusterRequest request, CancellationToken cancellationToken)
    {
        using var starter = Launch(request.Python);
        var question = JsonSerializer.SerializeToUtf8Bytes(request, LocalClusterJson.Default.LocalClusterRequest);
        await starter.Input.WriteAsync(question, cancellationToken);
        starter.CloseInput();
        using var reader = new StreamReader(starter.Output, Encoding.UTF8);
        var processes = new List<LocalClusterProcess>();
        try
        {
            // A line for each process, and the last for the whole.
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
            {
                var said = JsonSerializer.Deserialize(line, LocalClusterJson.Default.LocalClusterStart)!;
                if (said.Fault is { } fault) throw NotStarted(fault);
                if (said.Address is not null) return LocalClusterState.Of(said, request, processes);
                processes.Add(new LocalClusterProcess(said.Role!, said.Pid).WithStart());
            }
            throw NotStarted($"'{request.Python}' ended without an answer. {starter.ErrorTail.Trim()}");
        }
        catch (Exception fault) when (fault is OperationCanceledException or OutsideException or JsonException)
        {
            foreach (var process in processes) ProcessGroup.Kill(process.Pid);
            if (fault is JsonException) throw NotStarted($"'{request.Python}' gave an answer that can't be read: {fault.Message}");
            throw;
        }
    }

    private ChildProcess Launch(string python)
    {
        try
        {
            return ChildProcess.Start(new(python, [WorkerCommands.Script("mops_dask_local.py"), folder]));
        }
        catch (OutsideException fault) when (fault.Code == "program_not_found")
        {
            throw new OutsideException("python_not_found", $"The Python interpreter '{python}' is not found.", HowToInstall, inner: fault);
        }
    }

    private static OutsideException NotStarted(string message) => new("dask_not_started", message, HowToInstall);

    private static string HowToInstall =>
        $"Install Dask (pip install distributed, or apt install python3-distributed), or set {DaskOptions.PythonVariable} to an interpreter that has it.";
}
