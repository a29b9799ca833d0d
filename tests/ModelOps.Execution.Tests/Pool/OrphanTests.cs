using System.Globalization;
using ModelOps.Connectors.Processes;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Tests.Samples;
using ModelOps.Execution.Workers;

namespace ModelOps.Execution.Tests.Pool;

/// <summary>Nothing that a pool or a model started is left running.</summary>
public sealed class OrphanTests
{
    // Holds the interpreter's lock for ever, so that no thread of the worker can act.
    private const string Stuck = """
        import ctypes, os, subprocess, sys
        here = os.path.dirname(__file__)

        def simulate(params, seed):
            child = subprocess.Popen([sys.executable, "-c", "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); signal.pause()"])
            with open(os.path.join(here, f"pids.{os.getpid()}.tmp"), "w") as pids:
                pids.write(f"{os.getpid()}\n{child.pid}\n")
            os.rename(pids.name, os.path.join(here, f"pids.{os.getpid()}"))
            ctypes.PyDLL(None).pause()
        """;

    [Theory]
    [InlineData("python")]
    [InlineData("dotnet")]
    public async Task Killed_host_leaves_no_worker_and_no_child_of_a_model(string language)
    {
        using var bundle = new PythonFolder(Stuck);
        var command = WorkerCommands.ThisProgram(VictimHost.Argument, language, bundle.Path);
        using var host = ChildProcess.Start(new(command[0], [.. command.Skip(1)]));
        var pids = await PidsAsync(bundle.Path, workers: 2);
        pids.ShouldAllBe(pid => RunningProcess.Is(pid));
        host.Kill();
        await RunningProcess.UntilAsync(() => !pids.Exists(RunningProcess.Is));
    }

    [Fact]
    public async Task Killed_host_leaves_no_program_and_none_of_its_files()
    {
        using var bundle = new ProgramFolder("""
            trap '' TERM HUP
            sleep 1000 &
            pwd > "$here/folder.$$"
            printf '%s\n%s\n' $$ $! > "$here/pids.$$.tmp"
            mv "$here/pids.$$.tmp" "$here/pids.$$"
            wait; wait; wait
            """);
        var command = WorkerCommands.ThisProgram(VictimHost.Argument, "exec", bundle.Path);
        using var host = ChildProcess.Start(new(command[0], [.. command.Skip(1)]));
        var pids = await PidsAsync(bundle.Path, workers: 2);
        host.Kill();
        await RunningProcess.UntilAsync(() => !pids.Exists(RunningProcess.Is));
        var folders = Directory.GetFiles(bundle.Path, "folder.*").Select(path => File.ReadAllText(path).Trim()).ToList();
        await RunningProcess.UntilAsync(() => !folders.Exists(Directory.Exists));
    }

    [Fact]
    public async Task Disposed_pool_leaves_no_worker_and_no_child_of_a_model()
    {
        using var bundle = new PythonFolder(Stuck);
        var pool = new LocalPool(bundle.Bind(), new() { Workers = 1 });
        using var stop = new CancellationTokenSource();
        var run = Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var outcome in pool.RunAsync(new[] { Runs.Task(1) }.ToAsyncEnumerable(), stop.Token)) outcome.ShouldBeNull();
        });
        var pids = await PidsAsync(bundle.Path, workers: 1);
        await stop.CancelAsync();
        await run;
        await pool.DisposeAsync();
        await RunningProcess.UntilAsync(() => !pids.Exists(RunningProcess.Is));
    }

    private static async Task<List<int>> PidsAsync(string folder, int workers)
    {
        await RunningProcess.UntilAsync(() => Directory.GetFiles(folder, "pids.*").Count(path => !path.EndsWith(".tmp", StringComparison.Ordinal)) == workers);
        return [.. Directory.GetFiles(folder, "pids.*").SelectMany(File.ReadAllLines).Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
    }
}
