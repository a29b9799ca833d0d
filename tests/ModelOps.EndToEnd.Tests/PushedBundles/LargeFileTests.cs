using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Registries;

namespace ModelOps.EndToEnd.Tests.PushedBundles;

/// <summary>Files that are much larger than the memory that may be used: 100 MB, and 5 GB at full length.</summary>
[UnsupportedOSPlatform("windows")]
public sealed partial class LargeFileTests
{
    private const long CycleBytes = 50_000_000;
    private const long PeakKilobytes = 200_000;

    private const string Spec = """
        apiVersion: modelops/v1
        kind: Bundle
        metadata: {name: large, version: "1.0"}
        spec:
          layers:
            - {name: code, type: code, files: [run.py]}
            - {name: data, type: data, files: ["data/*"]}
          roles: {default: [code, data]}
          external_rules: [{pattern: "data/external.bin", uri_template: "file://STORE/{path}"}]
          oras_size_limit: 100000000000

        """;

    // The peak of the resident memory of a command and of those that it starts, in kilobytes.
    private const string Peak = "import resource, subprocess, sys; status = subprocess.run(sys.argv[1:]).returncode; "
        + "print('peak', resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr); sys.exit(status)";

    [Fact]
    public async Task Memory_stays_small_whatever_the_size_of_the_files()
    {
        await using var registry = await DockerRegistry.StartAsync();
        using var workplace = new Workplace().WithRegistry(registry);
        workplace.Write(".mops-bundle.yaml", Spec.Replace("STORE", workplace.Outside("store"), StringComparison.Ordinal));
        workplace.Write("run.py", "1\n");
        Directory.CreateDirectory(workplace.At("data"));
        var size = Cycles.Or(2) * CycleBytes;
        Write(workplace.At("data", "large.bin"), size, 1);
        Write(workplace.At("data", "external.bin"), size, 2);

        await BoundedAsync(workplace, "bundle", "push");
        File.Delete(workplace.At("data", "external.bin"));
        await BoundedAsync(workplace, "bundle", "materialize", "large:1.0", workplace.Outside("work"), "--prefetch-external");
        Same(workplace.At("data", "large.bin"), workplace.Outside("work/data/large.bin"));
        await BoundedAsync(workplace, "bundle", "verify", workplace.Outside("work"));
        await BoundedAsync(workplace, "bundle", "export", workplace.Outside("work"), workplace.Outside("work.tar"), "--include-external");
        await BoundedAsync(workplace, "bundle", "import", workplace.Outside("work.tar"), workplace.Outside("back"));
    }

    private static async Task BoundedAsync(Workplace workplace, params string[] arguments)
    {
        var result = (await workplace.RunAsync("python3", ["-c", Peak, Workplace.Mops, .. arguments])).Expect(0);
        long.Parse(PeakLine().Match(result.Errors).Groups["kilobytes"].Value).ShouldBeLessThan(PeakKilobytes, result.CommandLine);
    }

    // No two megabytes alike, and little room taken: the rest of each are holes.
    private static void Write(string path, long size, byte kind)
    {
        using var file = File.Create(path);
        file.SetLength(size);
        for (var at = 0L; at < size - 16; at += 1 << 20)
        {
            file.Position = at;
            file.Write([kind, .. BitConverter.GetBytes(at)]);
        }
    }

    private static void Same(string expected, string actual)
    {
        using var first = File.OpenRead(expected);
        using var second = File.OpenRead(actual);
        System.Security.Cryptography.SHA256.HashData(second).ShouldBe(System.Security.Cryptography.SHA256.HashData(first));
    }

    [GeneratedRegex(@"^peak (?<kilobytes>\d+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex PeakLine();
}
