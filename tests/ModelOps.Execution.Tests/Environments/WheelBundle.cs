using System.IO.Compression;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Simulation;
using ModelOps.Testing.Folders;

namespace ModelOps.Execution.Tests.Environments;

/// <summary>A bundle whose model needs a package that is only in the bundle's own folder <c>wheels</c>: it installs without a network.</summary>
internal sealed class WheelBundle : IDisposable
{
    /// <summary>What installs the package.</summary>
    public const string Requirements = "--no-index\n--find-links wheels\n# the only one\nmops-answer==1.0\n";

    private static readonly EnumerationOptions WithoutLinks = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    private readonly TemporaryFolder _folder = new();

    public WheelBundle()
    {
        _folder.Write("bundle/model.py", "import mops_answer\ndef simulate(params, seed):\n    return {'t': {'x': [mops_answer.VALUE]}}\n");
        Write("requirements.txt", Requirements);
        WriteWheel();
    }

    public string Root => _folder["bundle"];

    /// <summary>The folder of the environments.</summary>
    public string Cache => _folder["environments"];

    public string Path(string name) => _folder[name];

    public ModelBinding Bind(string content = "1") => new(Digest.Of(System.Text.Encoding.UTF8.GetBytes(content)), Root, Entrypoint.Parse("model:simulate"));

    public void Write(string name, string text) => _folder.Write($"bundle/{name}", text);

    public void Delete(string name) => File.Delete(System.IO.Path.Combine(Root, name));

    /// <summary>The files of a name in the environments. On Linux one may lead to the other: <c>lib64</c> is a link.</summary>
    public string[] Installed(string name = "mops_answer.py") => Directory.GetFiles(Cache, name, WithoutLinks);

    public void Dispose() => _folder.Dispose();

    // The wheel format is a zip archive: https://packaging.python.org/en/latest/specifications/binary-distribution-format/.
    private void WriteWheel()
    {
        Directory.CreateDirectory(_folder["bundle", "wheels"]);
        using var wheel = ZipFile.Open(_folder["bundle", "wheels", "mops_answer-1.0-py3-none-any.whl"], ZipArchiveMode.Create);
        const string info = "mops_answer-1.0.dist-info";
        Add("mops_answer.py", "VALUE = 42\n");
        Add($"{info}/METADATA", "Metadata-Version: 2.1\nName: mops-answer\nVersion: 1.0\n");
        Add($"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
        Add($"{info}/RECORD", $"mops_answer.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n");

        void Add(string name, string text)
        {
            using var entry = new StreamWriter(wheel.CreateEntry(name).Open());
            entry.Write(text);
        }
    }
}
