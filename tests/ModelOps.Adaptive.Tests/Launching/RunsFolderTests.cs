using ModelOps.Adaptive.Launching;
using ModelOps.Adaptive.Stores.Embedded;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Studies;

namespace ModelOps.Adaptive.Tests.Launching;

public sealed class RunsFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../x")]
    [InlineData("a/b")]
    [InlineData("-x")]
    [InlineData("a\0b")]
    [InlineData("é")]
    public void Name_that_is_not_plain_is_refused(string run) =>
        Should.Throw<InvalidInputException>(() => new RunsFolder(_folder.Path).FolderOf(run)).Code.ShouldBe("invalid_run");

    [Fact]
    public void Folder_that_is_not_there_has_no_runs() => new RunsFolder(_folder["none"]).Runs().ShouldBeEmpty();

    [Fact]
    public async Task Unknown_run_names_the_nearest()
    {
        await CreateAsync("sir-0123456789ab");
        Directory.CreateDirectory(_folder["sir-empty"]);
        var runs = new RunsFolder(_folder.Path);
        runs.Runs().ShouldBe(["sir-0123456789ab"]);
        Should.Throw<NotFoundException>(() => runs.Read("sir-0123456789aa")).Message.ShouldEndWith("Did you mean 'sir-0123456789ab'?");
        Should.Throw<NotFoundException>(() => runs.Read("sir-empty")).Code.ShouldBe("run_not_found");
    }

    [Fact]
    public async Task Damaged_run_is_listed_and_hides_no_other()
    {
        await CreateAsync("good");
        await CreateAsync("damaged");
        var segment = Directory.EnumerateFiles(_folder["damaged", "journal"], "*.log").Single();
        var bytes = await File.ReadAllBytesAsync(segment, TestContext.Current.CancellationToken);
        bytes[0] ^= 1;
        await File.WriteAllBytesAsync(segment, bytes, TestContext.Current.CancellationToken);
        var runs = new RunsFolder(_folder.Path);
        runs.Runs().ShouldBe(["damaged", "good"]);
        Should.Throw<CorruptDataException>(() => runs.Read("damaged"));
        runs.Read("good").Header.Run.ShouldBe("good");
        Should.Throw<NotFoundException>(() => runs.Read("goof"));
    }

    private async Task CreateAsync(string run)
    {
        var store = await EmbeddedStudyStore.CreateAsync(_folder[run], ToyStudy.Header(run), new(TimeProvider.System), TestContext.Current.CancellationToken);
        await store.DisposeAsync();
    }
}
