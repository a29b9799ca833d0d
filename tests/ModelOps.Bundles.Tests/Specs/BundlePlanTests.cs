using ModelOps.Bundles.Specs;
using ModelOps.Bundles.Specs.Planning;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Folders;

namespace ModelOps.Bundles.Tests.Specs;

public sealed class BundlePlanTests
{
    private const string Spec = """
        apiVersion: modelops/v1
        kind: Bundle
        name: sir
        version: v1
        layers:
          - {name: code, type: code, files: ["src/**/*.py", "*.md"]}
          - {name: data, type: data, files: [data/**], ignore: ["*.tmp"]}
          - {name: docs, type: docs, files: [docs/**]}
        external_rules:
          - {pattern: "data/*.parquet", uri_template: "s3://bucket/{path}", tier: archive, size_threshold: 100}
        oras_size_limit: 1000
        """;

    [Fact]
    public void Files_go_to_their_layer_and_by_the_rules_to_stores()
    {
        var plan = Plan(("src/b.py", 1), ("data/ü.csv", 5), ("data/z/big.parquet", 100), ("data/small.parquet", 99), ("data/x.tmp", 1), ("other.txt", 1), ("README.md", 2));
        plan.Files.Select(file => $"{file.Path} {file.Layer} {file.External} {file.Tier} {file.Reason}").ShouldBe(
        [
            "README.md code   under size threshold",
            "data/small.parquet data   under size threshold",
            "data/z/big.parquet data s3://bucket/data/z/big.parquet Archive matches pattern: data/*.parquet",
            "data/ü.csv data   under size threshold",
            "src/b.py code   under size threshold",
        ]);
        plan.EmptyLayers.ShouldBe(["docs"]);
    }

    [Fact]
    public void File_of_two_layers_and_file_above_the_limit_are_refused()
    {
        using var folder = new TemporaryFolder();
        var both = BundleSpecReader.Read(folder.Write("modelops.yaml", Spec.Replace("docs/**", "src/**", StringComparison.Ordinal)));
        Should.Throw<InvalidInputException>(() => BundlePlan.Of(both, [("src/a.py", 1)])).Message
            .ShouldBe("The file 'src/a.py' belongs to the layers code and docs; a role with both would write it twice.");
        Should.Throw<InvalidInputException>(() => Plan(("data/x.csv", 1001))).Code.ShouldBe("file_too_large");
    }

    private static BundlePlan Plan(params (string Path, long Size)[] files)
    {
        using var folder = new TemporaryFolder();
        return BundlePlan.Of(BundleSpecReader.Read(folder.Write("modelops.yaml", Spec)), files);
    }
}
