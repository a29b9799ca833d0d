using System.Collections.Concurrent;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Tests.Samples;

namespace ModelOps.Execution.Tests.Pool;

/// <summary>What user code does to its process: others' tasks go on, the culprit is named.</summary>
public sealed class WorkerLossTests
{
    private static readonly string Acts = """
        import os, signal, subprocess, sys, time

        def simulate(params, seed):
            act = params.get("act", "")
            with open(os.path.join(os.path.dirname(__file__), "log"), "a") as log:
                log.write(f"{act or seed}\n")
            if act == "exit":
                print("going down", flush=True)
                os._exit(3)
            if act == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            if act == "recurse":
                sys.setrecursionlimit(10 ** 9)
                deep = lambda n: deep(n + 1) if n >= 0 else 0
                import ctypes
                ctypes.string_at(0)
            if act == "hang":
                signal.signal(signal.SIGTERM, signal.SIG_IGN)
                signal.sigwait([signal.SIGUSR1]) if hasattr(signal, "sigwait") else time.sleep(3600)
            if act == "print":
                for _ in range(100):
                    print("x" * 1_000_000)
            if act == "close":
                os.close(1)
                os.close(0)
            if act == "fork":
                if os.fork() == 0:
                    return {"t": {"x": [0]}}
            if act == "garbage":
                for fd in range(3, 20):
                    try:
                        os.write(fd, b"garbage!" * 8)
                    except OSError:
                        pass
            return {"t": {"x": [seed]}}
        """;

    [Theory]
    [InlineData("exit", SimulationStatus.Lost, "exit status 3")]
    [InlineData("recurse", SimulationStatus.Lost, "signal 11")]
    [InlineData("kill", SimulationStatus.OutOfMemory, "memory")]
    [InlineData("garbage", SimulationStatus.Lost, "broke the protocol")]
    public async Task Task_that_always_loses_its_worker_is_given_up_and_named(string act, SimulationStatus status, string reason)
    {
        using var bundle = new PythonFolder(Acts);
        var losses = new ConcurrentQueue<WorkerLoss>();
        await using var pool = new LocalPool(bundle.Bind(), new() { Workers = 2, WorkerLost = losses.Enqueue });
        var tasks = Enumerable.Range(0, 40).Select(id => Runs.Task(id, id == 7 ? $$"""{"act":"{{act}}"}""" : "{}", (ulong)id));
        var outcomes = await pool.RunAsync(tasks);
        outcomes.Select(outcome => outcome.TaskId).ShouldBe(Enumerable.Range(0, 40).Select(id => (long)id));
        outcomes.Count(outcome => outcome.Status == SimulationStatus.Completed).ShouldBe(39);
        var culprit = outcomes[7];
        (culprit.Status, culprit.Attempts, culprit.IsEnvironmental).ShouldBe((status, 3, true));
        culprit.Error!.Message.ShouldContain(reason);
        culprit.Error.Traceback.ShouldEndWith($$"""With parameters {"act":"{{act}}"} and seed 7.""");
        losses.ShouldAllBe(loss => loss.Culprit!.Id == 7);
        (await File.ReadAllLinesAsync(bundle["log"])).Count(line => line == act).ShouldBe(3);
    }

    [Fact]
    public async Task Last_words_of_the_worker_are_in_the_error()
    {
        using var bundle = new PythonFolder(Acts);
        var outcome = await Runs.RunOneAsync(bundle.Bind(), new() { Retries = 0 }, """{"act":"exit"}""");
        outcome.Error!.Traceback.ShouldContain("going down");
        outcome.Attempts.ShouldBe(1);
    }

    [Theory]
    [InlineData("print")]
    [InlineData("close")]
    [InlineData("fork")]
    public async Task Disturbance_of_the_standard_streams_or_a_fork_harms_nothing(string act)
    {
        using var bundle = new PythonFolder(Acts);
        await using var pool = new LocalPool(bundle.Bind(), new() { Workers = 1 });
        var outcomes = await pool.RunAsync(Runs.Task(1, $$"""{"act":"{{act}}"}""", 11), Runs.Task(2, seed: 12));
        outcomes.Select(outcome => outcome.Table()["x"].GetInt64(0)).ShouldBe([11, 12]);
    }

    [Fact]
    public async Task Hanging_task_times_out_alone()
    {
        using var bundle = new PythonFolder(Acts);
        await using var pool = new LocalPool(bundle.Bind(), new() { Workers = 1, TimeLimit = TimeSpan.FromSeconds(1) });
        var tasks = Enumerable.Range(0, 20).Select(id => Runs.Task(id, id == 5 ? """{"act":"hang"}""" : "{}", (ulong)id));
        var outcomes = await pool.RunAsync(tasks);
        outcomes[5].Status.ShouldBe(SimulationStatus.Timeout);
        outcomes[5].Error!.Type.ShouldBe("Timeout");
        outcomes[5].Error!.Traceback.ShouldContain("\"act\":\"hang\"");
        outcomes.Where(outcome => outcome.TaskId != 5).ShouldAllBe(outcome => outcome.Status == SimulationStatus.Completed && outcome.Attempts == 1);
        (await File.ReadAllLinesAsync(bundle["log"])).Count(line => line == "hang").ShouldBe(1);
    }

    [Theory]
    [InlineData("hang", SimulationStatus.Timeout)]
    [InlineData("overflow", SimulationStatus.Lost)]
    public async Task DotNet_model_that_hangs_or_overflows_its_stack_costs_its_task_alone(string act, SimulationStatus status)
    {
        var options = new PoolOptions { Workers = 1, Retries = 0, TimeLimit = act == "hang" ? TimeSpan.FromSeconds(1) : null };
        await using var pool = new LocalPool(DotNetModels.Bind<HostileModel>(), options);
        var outcomes = await pool.RunAsync(Runs.Task(1, $$"""{"act":"{{act}}"}"""), Runs.Task(2, """{"act":"none"}"""));
        outcomes[0].Status.ShouldBe(status);
        outcomes[1].Status.ShouldBe(SimulationStatus.Completed);
    }
}
