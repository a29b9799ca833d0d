using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Dask;
using ModelOps.Execution.Tests.Samples;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Processes;

namespace ModelOps.Execution.Tests.Dask;

/// <summary>A bundle on a Dask worker's host: unpacked once, whole or not at all, and only if it is what its digest says.</summary>
public sealed class UnpackedBundleTests : IDisposable
{
    private const int Files = 400;

    private static readonly string Workers = Path.GetDirectoryName(RepositoryFile.Find("workers/mops_worker.py"))!;
    private static readonly string Script = RepositoryFile.Find("tests/ModelOps.Execution.Tests/Dask/unpack.py");

    private readonly PythonFolder _bundle = new("x = 1\n");
    private readonly TemporaryFolder _host = new();
    private readonly ModelBinding _model;

    public UnpackedBundleTests()
    {
        for (var i = 1; i < Files; i++) _bundle.Write($"data/{i}.txt", $"{i}");
        _model = _bundle.Bind().Pinned();
        BundleArchive.Write(_bundle.Path, _host["bundle.tar"]);
    }

    public void Dispose()
    {
        _bundle.Dispose();
        _host.Dispose();
    }

    [Fact]
    public async Task Many_workers_of_a_host_unpack_it_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => UnpackAsync()));
        answers.Distinct(StringComparer.Ordinal).ShouldHaveSingleItem().ShouldStartWith($"{Files} ");
    }

    [Fact]
    public async Task Worker_that_is_killed_meanwhile_leaves_nothing_that_is_taken_for_the_bundle()
    {
        for (var cycle = 0; cycle < 5; cycle++)
        {
            using var killed = TestProcess.Launch("python3", Script, Workers, _host.Path, _host["bundle.tar"], _model.Content.ToString());
            await Task.Delay(TimeSpan.FromMilliseconds(30 * cycle), TimeProvider.System, TestContext.Current.CancellationToken);
            await killed.KillAsync();
            (await UnpackAsync()).ShouldStartWith($"{Files} ");
            Directory.Delete(_host["bundles"], recursive: true);
        }
    }

    [Fact]
    public async Task Bundle_of_which_something_was_cleared_away_is_unpacked_again()
    {
        var first = await UnpackAsync();
        var folder = Directory.EnumerateDirectories(_host["bundles"]).Single();
        File.Delete(Path.Combine(folder, "data", "7.txt"));
        var second = await UnpackAsync();
        second.ShouldStartWith($"{Files} ");
        second.ShouldNotBe(first);
    }

    [Fact]
    public async Task Archive_of_another_content_is_refused()
    {
        _bundle.Write("model.py", "x = 2\n");
        BundleArchive.Write(_bundle.Path, _host["bundle.tar"]);
        (await UnpackAsync()).ShouldStartWith("refused: its content digest is sha256:");
        Directory.EnumerateDirectories(_host["bundles"]).ShouldBeEmpty();
    }

    private async Task<string> UnpackAsync()
    {
        var (status, output) = await TestProcess.RunAsync("python3", Script, Workers, _host.Path, _host["bundle.tar"], _model.Content.ToString());
        status.ShouldBe(0);
        return output;
    }
}
