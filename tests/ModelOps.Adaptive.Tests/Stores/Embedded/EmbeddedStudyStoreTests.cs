using ModelOps.Adaptive.Stores;
using ModelOps.Adaptive.Stores.Embedded;
using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Conformance;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Studies;

namespace ModelOps.Adaptive.Tests.Stores.Embedded;

public sealed class EmbeddedStudyStoreTests : StudyStoreConformance, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _copies;

    private EmbeddedStoreOptions Options => new(Clock) { LeaseDuration = LeaseDuration };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Second_store_on_a_folder_is_refused_and_names_the_process()
    {
        await using var store = await CreateAsync(ToyStudy.Header());
        var error = Should.Throw<ConflictException>(() => EmbeddedStudyStore.Open(_folder["run"], Options));
        error.Code.ShouldBe("locked");
        error.Message.ShouldContain($"process {Environment.ProcessId}");
    }

    [Fact]
    public async Task Study_is_created_once()
    {
        await (await CreateAsync(ToyStudy.Header())).DisposeAsync();
        (await Should.ThrowAsync<ConflictException>(() => CreateAsync(ToyStudy.Header()))).Code.ShouldBe("run_exists");
    }

    [Fact]
    public void Folder_without_a_study_is_not_found_and_stays_empty()
    {
        Should.Throw<NotFoundException>(() => EmbeddedStudyStore.Open(_folder["run"], Options)).Code.ShouldBe("run_not_found");
        Directory.Exists(_folder["run"]).ShouldBeFalse();
    }

    [Fact]
    public async Task State_can_be_read_while_the_study_runs()
    {
        await using var store = await CreateAsync(ToyStudy.Header());
        await store.StopAsync(StopReason.Cancelled, TestContext.Current.CancellationToken);
        StudyFolder.Read(_folder["run"]).Stopped.ShouldBe(StopReason.Cancelled);
    }

    protected override async Task<IStudyStore> CreateAsync(StudyHeader header) =>
        await EmbeddedStudyStore.CreateAsync(_folder["run"], header, Options, TestContext.Current.CancellationToken);

    // What is on disk is what a new process would find.
    protected override Task<IStudyStore> ReopenAfterCrashAsync()
    {
        var copy = _folder[$"copy-{_copies++}"];
        foreach (var file in Directory.EnumerateFiles(_folder["run"], "*", SearchOption.AllDirectories).Where(path => !path.EndsWith(".lock", StringComparison.Ordinal)))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(_folder["run"], file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        return Task.FromResult<IStudyStore>(EmbeddedStudyStore.Open(copy, Options));
    }
}
