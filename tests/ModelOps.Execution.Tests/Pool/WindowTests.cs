using ModelOps.Execution.Pool;

namespace ModelOps.Execution.Tests.Pool;

public sealed class WindowTests
{
    private readonly Window _window = new(maximumTasks: 100, maximumBytes: 1000);

    [Fact]
    public void Size_is_one_until_a_task_was_measured_and_then_twenty_milliseconds_of_work()
    {
        _window.Size.ShouldBe(1);
        Run(TimeSpan.FromMilliseconds(1));
        _window.Size.ShouldBe(21);
    }

    [Fact]
    public void Size_is_one_for_long_tasks_so_that_none_waits_behind_another()
    {
        Run(TimeSpan.FromSeconds(1));
        _window.Size.ShouldBe(1);
    }

    [Fact]
    public void Size_is_bounded_in_tasks()
    {
        Run(TimeSpan.Zero);
        _window.Size.ShouldBe(100);
    }

    [Fact]
    public void Room_is_bounded_in_bytes_but_one_task_always_fits()
    {
        Run(TimeSpan.Zero);
        _window.Send(New(), bytes: 5000);
        _window.HasRoom.ShouldBeFalse();
        _window.Clear();
        _window.HasRoom.ShouldBeTrue();
    }

    [Fact]
    public void Answers_out_of_order_unknown_or_given_twice_are_faults()
    {
        var (first, second) = (_window.Send(New(), 1), _window.Send(New(), 1));
        _window.Answer(second, TimeSpan.Zero, out var fault).ShouldBeNull();
        fault.ShouldBe("it answered task 2 before task 1");
        _window.Answer(first, TimeSpan.Zero, out fault).ShouldNotBeNull();
        fault.ShouldBeNull();
        _window.Answer(first, TimeSpan.Zero, out fault).ShouldBeNull();
        fault.ShouldBe("it answered task 1 twice");
        _window.WasAnswered(first).ShouldBeTrue();
        _window.Answer(77, TimeSpan.Zero, out fault).ShouldBeNull();
        fault.ShouldBe("it answered task 77, which it was never sent");
        _window.WasAnswered(77).ShouldBeFalse();
        _window.Answer(0, TimeSpan.Zero, out fault).ShouldBeNull();
        fault.ShouldNotBeNull();
    }

    [Fact]
    public void Clearing_gives_what_is_in_flight_oldest_first()
    {
        var (first, second) = (New(), New());
        _window.Send(first, 1);
        _window.Send(second, 1);
        _window.Clear().ShouldBe([first, second]);
        _window.Count.ShouldBe(0);
        _window.Send(first, 1).ShouldBe(1u);
    }

    private static PendingTask New() => new(Runs.Task(1));

    private void Run(TimeSpan duration) => _window.Answer(_window.Send(New(), 1), duration, out _).ShouldNotBeNull();
}
