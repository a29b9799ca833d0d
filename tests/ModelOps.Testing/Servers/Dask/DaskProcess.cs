using System.Globalization;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Processes;

namespace ModelOps.Testing.Servers.Dask;

/// <summary>One process of a Dask cluster, with what it starts.</summary>
public sealed class DaskProcess : IDisposable
{
    // Ends the whole process group when the test program closes its input, also by dying.
    private const string Guard = "setsid \"$@\" </dev/null >>\"$0\" 2>&1 & server=$!; echo $server; read _; kill -9 -$server 2>/dev/null; wait $server 2>/dev/null";

    private readonly TestProcess _guard;
    private readonly string _log;

    private DaskProcess(TestProcess guard, string log, int id) => (_guard, _log, Id) = (guard, log, id);

    /// <summary>Its process id: of a worker with a nanny that of the nanny.</summary>
    public int Id { get; }

    /// <summary>The worker below a nanny; this process itself if it has none.</summary>
    public int WorkerId => ProcessTable.Running().FirstOrDefault(entry => entry.Parent == Id && IsSpawned(entry.Id))?.Id ?? Id;

    internal static DaskProcess Start(string log, string[] command)
    {
        File.WriteAllText(log, "");
        var guard = TestProcess.Launch("sh", ["-c", Guard, log, .. command]);
        var id = guard.ReadLineAsync().GetAwaiter().GetResult();
        return new(guard, log, int.Parse(id!, CultureInfo.InvariantCulture));
    }

    /// <summary>Whether its log has a text.</summary>
    public bool Says(string text)
    {
        using var reader = new StreamReader(new FileStream(_log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Contains(text, StringComparison.Ordinal);
    }

    /// <summary>SIGKILL to the process alone.</summary>
    public void Kill() => Signals.Send(Id, Signals.Kill);

    /// <summary>SIGKILL to the worker below the nanny.</summary>
    public void KillWorker() => Signals.Send(WorkerId, Signals.Kill);

    /// <summary>Ends it and all that it started.</summary>
    public void Dispose() => _guard.ReadToEndAsync().GetAwaiter().GetResult();

    private static bool IsSpawned(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/cmdline").Contains("spawn_main", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            // It ended while it was looked at.
            return false;
        }
    }
}
