using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Workers;

namespace ModelOps.Execution.Tests.Pool;

public sealed class LossTests
{
    private static readonly PoolOptions Options = new() { Retries = 2, TimeLimit = TimeSpan.FromSeconds(5) };

    private readonly PendingTask _task = new(Runs.Task(1, """{"x":1}""", 9));

    [Fact]
    public void Death_is_retried_and_then_lost()
    {
        Judge(LossCause.Died, 139).ShouldBeNull();
        Judge(LossCause.Died, 137).ShouldBeNull();
        var outcome = Judge(LossCause.Died, 137).ShouldNotBeNull();
        // Memory was not to blame every time.
        (outcome.Status, outcome.Attempts).ShouldBe((SimulationStatus.Lost, 3));
    }

    [Fact]
    public void Kill_at_every_attempt_is_out_of_memory()
    {
        Judge(LossCause.Died, 137).ShouldBeNull();
        Judge(LossCause.Died, 137).ShouldBeNull();
        var outcome = Judge(LossCause.Died, 137).ShouldNotBeNull();
        outcome.Status.ShouldBe(SimulationStatus.OutOfMemory);
        outcome.Error!.Type.ShouldBe("OutOfMemory");
        outcome.Error.Traceback.ShouldContain("With parameters {\"x\":1} and seed 9.");
    }

    [Fact]
    public void Time_limit_is_final_and_counts_the_attempts_before_it()
    {
        Judge(LossCause.Died, 1).ShouldBeNull();
        var outcome = Judge(LossCause.TimeLimit, 137).ShouldNotBeNull();
        (outcome.Status, outcome.Attempts).ShouldBe((SimulationStatus.Timeout, 2));
        outcome.Error!.Message.ShouldContain("limit of 5 s");
    }

    [Fact]
    public void Breach_by_our_kill_is_not_taken_for_a_lack_of_memory()
    {
        Judge(LossCause.BrokeProtocol, 137).ShouldBeNull();
        Judge(LossCause.BrokeProtocol, 137).ShouldBeNull();
        Judge(LossCause.BrokeProtocol, 137)!.Status.ShouldBe(SimulationStatus.Lost);
    }

    [Fact]
    public void Second_answer_to_an_earlier_task_is_not_held_against_the_one_that_runs()
    {
        for (var i = 0; i < 10; i++) Judge(LossCause.AnsweredTwice, 137).ShouldBeNull();
        _task.Losses.ShouldBe(0);
    }

    [Theory]
    [InlineData(139, "signal 11 (segmentation fault)")]
    [InlineData(134, "signal 6 (aborted)")]
    [InlineData(159, "signal 31")]
    [InlineData(1, "exit status 1")]
    [InlineData(255, "exit status 255")]
    public void Exit_is_described(int status, string expected) => new WorkerExit(status, "").Description.ShouldBe(expected);

    [Theory]
    [InlineData(137, "", true)]
    [InlineData(134, "memory allocation of 8589934592 bytes failed", true)]
    [InlineData(134, "terminate called after throwing an instance of 'std::bad_alloc'", true)]
    [InlineData(134, "double free or corruption", false)]
    [InlineData(1, "std::bad_alloc", false)]
    public void Want_of_memory_is_a_kill_or_an_abort_that_says_so(int status, string lastWords, bool expected) =>
        new WorkerExit(status, lastWords).IsOutOfMemory.ShouldBe(expected);

    private SimulationOutcome? Judge(LossCause cause, int status) =>
        new Loss(cause, "", new(status, "last words"), TimeSpan.FromSeconds(1)).Judge(_task, Options);
}
