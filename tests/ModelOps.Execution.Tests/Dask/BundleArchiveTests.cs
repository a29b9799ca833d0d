using ModelOps.Contracts.Errors;
using ModelOps.Execution.Dask;
using ModelOps.Execution.Tests.Samples;
using ModelOps.Testing.Processes;

namespace ModelOps.Execution.Tests.Dask;

public sealed class BundleArchiveTests : IDisposable
{
    private const string List = "import sys, tarfile\nfor e in tarfile.open(sys.argv[1]): print(e.name, oct(e.mode), e.size, e.mtime, e.uid, e.gid, repr(e.uname))";

    private static readonly string LongName = string.Join('/', Enumerable.Repeat(new string('d', 60), 5)) + "/file.txt";

    private readonly PythonFolder _bundle = new("x = 1\n");
    private readonly PythonFolder _place = new("");

    public void Dispose()
    {
        _bundle.Dispose();
        _place.Dispose();
    }

    [Fact]
    public async Task Files_are_in_the_order_of_their_bytes_without_owner_and_time()
    {
        _bundle.Write("a/x.txt", "1");
        _bundle.Write("a-b", "22");
        _bundle.Write("é", "");
        var run = _bundle.Write("run", "#!/bin/sh\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(run, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        BundleArchive.Write(_bundle.Path, _place["b.tar"]);
        var (status, output) = await TestProcess.RunAsync("python3", "-c", List, _place["b.tar"]);
        status.ShouldBe(0);
        output.ShouldBe("a-b 0o644 2 0 0 0 ''\na/x.txt 0o644 1 0 0 0 ''\nmodel.py 0o644 6 0 0 0 ''\nrun 0o755 10 0 0 0 ''\né 0o644 0 0 0 0 ''\n");
    }

    [Fact]
    public void Same_content_gives_the_same_bytes()
    {
        _bundle.Write(LongName, "1");
        BundleArchive.Write(_bundle.Path, _place["one.tar"]);
        File.SetLastWriteTimeUtc(_bundle["model.py"], DateTime.UnixEpoch);
        BundleArchive.Write(_bundle.Path, _place["two.tar"]);
        File.ReadAllBytes(_place["two.tar"]).ShouldBe(File.ReadAllBytes(_place["one.tar"]));
    }

    [Fact]
    public async Task Long_paths_are_kept()
    {
        _bundle.Write(LongName, "1");
        BundleArchive.Write(_bundle.Path, _place["b.tar"]);
        (await TestProcess.RunAsync("python3", "-c", List, _place["b.tar"])).Output.ShouldContain($"{LongName} 0o644 1 0 0 0 ''\n");
    }

    [Fact]
    public void Link_is_no_file_of_a_bundle()
    {
        File.CreateSymbolicLink(_bundle["link"], "model.py");
        Should.Throw<InvalidInputException>(() => BundleArchive.Write(_bundle.Path, _place["b.tar"])).Code.ShouldBe("bundle_link");
    }
}
