using System.Text;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Tests.Python;

namespace ModelOps.Contracts.Tests.Digests;

public sealed class ContentDigestTests
{
    // Frozen: bundles that were recorded years ago are found by it.
    private const string Golden = "sha256:f459484c95e400e577e395029568223c89651e313f46456d87764dec542b8dd4";

    private static readonly (string Path, bool Executable, string Text)[] Project =
    [
        ("models/sir.py", false, "def simulate(params, seed): ...\n"),
        ("data/in_bed.csv", false, "day,cases\n0,3\n"),
        ("run.sh", true, "#!/bin/sh\n"),
        ("empty", false, ""),
        ("names/é-\uffee", false, "basic plane"),
        ("names/\U0001f600", false, "beyond it"),
    ];

    [Fact]
    public void Digest_of_a_known_project_never_changes() => ContentDigest.Of(Project.Select(Entry)).ToString().ShouldBe(Golden);

    [Fact]
    public async Task Digest_is_what_Pythons_hashlib_makes_of_the_described_bytes()
    {
        const string script = """
            import hashlib, json, struct, sys
            files = json.load(sys.stdin)
            total = hashlib.sha256(b"bundle:v1|")
            for path, executable, text in sorted(files, key=lambda file: file[0].encode()):
                name, content = path.encode(), text.encode()
                total.update(struct.pack("<I", len(name)) + name + bytes([executable]) + struct.pack("<Q", len(content)) + hashlib.sha256(content).digest())
            print("sha256:" + total.hexdigest())
            """;
        var files = Project.Select(file => new System.Text.Json.Nodes.JsonArray(file.Path, file.Executable, file.Text)).ToArray();

        var answer = await PythonReader.AskAsync(script, [new System.Text.Json.Nodes.JsonArray(files).ToJsonString()], TestContext.Current.CancellationToken);

        ContentDigest.Of(Project.Select(Entry)).ToString().ShouldBe(answer.ShouldHaveSingleItem());
    }

    [Fact]
    public void Order_of_listing_does_not_count() =>
        ContentDigest.Of(Project.Reverse().Select(Entry)).ShouldBe(ContentDigest.Of(Project.Select(Entry)));

    [Theory]
    [InlineData("models/sir2.py", false, "def simulate(params, seed): ...\n")]
    [InlineData("models/sir.py", true, "def simulate(params, seed): ...\n")]
    [InlineData("models/sir.py", false, "def simulate(params, seed): ....\n")]
    public void Every_property_of_a_file_counts(string path, bool executable, string text) =>
        ContentDigest.Of(Project.Skip(1).Append((path, executable, text)).Select(Entry)).ShouldNotBe(ContentDigest.Of(Project.Select(Entry)));

    [Fact]
    public void Path_that_occurs_twice_is_refused() =>
        Should.Throw<InvalidInputException>(() => ContentDigest.Of(Project.Append(Project[0]).Select(Entry))).Code.ShouldBe("duplicate_path");

    private static ContentEntry Entry((string Path, bool Executable, string Text) file)
    {
        var bytes = Encoding.UTF8.GetBytes(file.Text);
        return new(file.Path, file.Executable, bytes.Length, Digest.Of(bytes));
    }
}
