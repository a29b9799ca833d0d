using ModelOps.Contracts.Errors;
using ModelOps.Durability.Locks;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Processes;

namespace ModelOps.Durability.Tests.Locks;

public sealed class FileLockTests
{
    [Fact]
    public async Task Lock_of_another_process_is_refused_with_its_id_until_it_ends()
    {
        using var folder = new TemporaryFolder();
        using var child = TestProcess.Start("lock", folder["l"]);
        (await child.ReadLineAsync()).ShouldBe("held");
        var error = Should.Throw<ConflictException>(() => FileLock.Acquire(folder["l"], "The run sir-1"));
        error.Code.ShouldBe("locked");
        error.Message.ShouldStartWith($"The run sir-1 is in use by process {child.Id} ");
        await child.ReadToEndAsync();
        FileLock.Acquire(folder["l"], "The run sir-1").Dispose();
    }

    [Fact]
    public async Task Killed_holder_frees_its_lock()
    {
        using var folder = new TemporaryFolder();
        using var child = TestProcess.Start("lock", folder["l"]);
        (await child.ReadLineAsync()).ShouldBe("held");
        await child.KillAsync();
        FileLock.Acquire(folder["l"], "It").Dispose();
    }

    [Fact]
    public void Lock_excludes_within_a_process_too()
    {
        using var folder = new TemporaryFolder();
        using var held = FileLock.Acquire(folder["l"], "It");
        FileLock.TryAcquire(folder["l"]).ShouldBeNull();
        Should.Throw<ConflictException>(() => FileLock.Acquire(folder["l"], "It")).Message.ShouldContain($"process {Environment.ProcessId} ");
        Should.Throw<ConflictException>(() => FileLock.AcquireShared(folder["l"], "It"));
    }

    [Fact]
    public void Shared_locks_exclude_only_the_exclusive_one()
    {
        using var folder = new TemporaryFolder();
        using (FileLock.AcquireShared(folder["l"], "It"))
        using (FileLock.AcquireShared(folder["l"], "It"))
            FileLock.TryAcquire(folder["l"]).ShouldBeNull();
        FileLock.Acquire(folder["l"], "It").Dispose();
    }

    [Fact]
    public async Task Waiter_gets_the_lock_when_its_holder_is_killed()
    {
        using var folder = new TemporaryFolder();
        using var child = TestProcess.Start("lock", folder["l"]);
        await child.ReadLineAsync();
        var waiting = FileLock.AcquireAsync(folder["l"], "It", TimeSpan.FromMinutes(1), TimeProvider.System, CancellationToken.None);
        waiting.IsCompleted.ShouldBeFalse();
        await child.KillAsync();
        (await waiting).Dispose();
    }

    [Fact]
    public async Task Wait_ends_by_its_timeout_and_by_cancellation()
    {
        using var folder = new TemporaryFolder();
        using var held = FileLock.Acquire(folder["l"], "It");
        var error = await Should.ThrowAsync<ConflictException>(
            () => FileLock.AcquireAsync(folder["l"], "It", TimeSpan.Zero, TimeProvider.System, CancellationToken.None));
        error.Code.ShouldBe("locked");
        using var source = new CancellationTokenSource();
        var waiting = FileLock.AcquireAsync(folder["l"], "It", TimeSpan.FromHours(1), TimeProvider.System, source.Token);
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task File_system_without_locks_is_refused()
    {
        using var folder = new TemporaryFolder();
        var environment = new Dictionary<string, string> { ["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = "1" };
        using var child = TestProcess.StartWith(environment, "lock", folder["l"]);
        (await child.ReadLineAsync()).ShouldStartWith("no_file_locks: ");
    }

    [Fact]
    public void Lock_file_in_a_missing_folder_is_an_error()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<OutsideException>(() => FileLock.Acquire(folder["none", "l"], "It")).Code.ShouldBe("storage_failed");
    }
}
