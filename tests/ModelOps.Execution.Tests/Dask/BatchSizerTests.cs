using FsCheck;
using FsCheck.Fluent;
using ModelOps.Execution.Dask;

namespace ModelOps.Execution.Tests.Dask;

public sealed class BatchSizerTests
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(0.15);

    [Fact]
    public void Batch_begins_with_one_task() => new BatchSizer(Duration).Size.ShouldBe(1);

    [Theory]
    [InlineData(0.000_050, 3000)]
    [InlineData(0.010, 15)]
    [InlineData(0.150, 1)]
    [InlineData(60.0, 1)]
    public void Batches_come_to_last_as_long_as_they_are_to(double secondsATask, int expected)
    {
        var sizer = new BatchSizer(Duration);
        for (var i = 0; i < 20; i++) sizer.Measure(sizer.Size, TimeSpan.FromSeconds(secondsATask * sizer.Size));
        sizer.Size.ShouldBeInRange(expected * 99 / 100, expected);
    }

    [Fact]
    public void One_quick_task_does_not_make_a_batch_of_thousands()
    {
        var sizer = new BatchSizer(Duration);
        for (var i = 0; i < 10; i++) sizer.Measure(1, TimeSpan.FromMicroseconds(10));
        sizer.Size.ShouldBe(4);
    }

    [Fact]
    public void Batch_without_answers_measures_nothing()
    {
        var sizer = new BatchSizer(Duration);
        sizer.Measure(0, TimeSpan.FromMinutes(1));
        sizer.Size.ShouldBe(1);
    }

    [Fact]
    public void Last_tasks_are_shared_among_the_threads()
    {
        var sizer = new BatchSizer(Duration);
        for (var i = 0; i < 20; i++) sizer.Measure(sizer.Size, TimeSpan.FromMilliseconds(sizer.Size));
        sizer.Share(10_000, 4).ShouldBe(sizer.Size);
        sizer.Share(400, 4).ShouldBe(50);
        sizer.Share(3, 4).ShouldBe(sizer.Size / 10);
    }

    [Fact]
    public void Share_is_at_least_one_task_and_at_most_a_batch() => Prop.ForAll<ushort, byte, ushort>((waiting, threads, microseconds) =>
    {
        var sizer = new BatchSizer(Duration);
        sizer.Measure(1, TimeSpan.FromMicroseconds(microseconds));
        return sizer.Share(waiting, threads) is var share && share >= 1 && share <= sizer.Size;
    }).QuickCheckThrowOnFailure();
}
