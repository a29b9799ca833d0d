using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;
using ModelOps.Durability.Files;
using ModelOps.Keeper.Licensing;
using ModelOps.Keeper.Reports;

namespace ModelOps.Keeper.Exports;

/// <summary>Finds what goes into a bundle. Left out, with a note: links, what is no regular file, and licenses.</summary>
/// <param name="root">The folder of the files, absolute.</param>
/// <param name="output">The folder that the bundle goes to; nothing in it is taken.</param>
internal sealed class InputScan(string root, string output)
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    private readonly List<ExportedFile> _files = [];
    private readonly List<string> _notes = [];

    /// <summary>The files in the order of their paths' UTF-8 bytes, and notes on what was left out.</summary>
    /// <exception cref="OutsideException">A folder or file can't be read.</exception>
    public (IReadOnlyList<ExportedFile> Files, IReadOnlyList<string> Notes) Run(CancellationToken cancellationToken)
    {
        try
        {
            Enter(new DirectoryInfo(root), "", cancellationToken);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("read the files below", root, cause);
        }
        return ([.. _files.OrderBy(file => Encoding.UTF8.GetBytes(file.RelPath), ByteOrder.Instance)], [.. _notes.Order(StringComparer.Ordinal)]);
    }

    private void Enter(DirectoryInfo folder, string prefix, CancellationToken cancellationToken)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos("*", Everything))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var path = prefix + entry.Name;
            if (entry.FullName == output) continue;
            if (entry.LinkTarget is not null) _notes.Add($"left out, a link: {path}");
            else if (entry is DirectoryInfo inner) Enter(inner, path + "/", cancellationToken);
            else if (!RegularFile.Is(entry.FullName)) _notes.Add($"left out, no regular file: {path}");
            else Take(entry.FullName, path);
        }
    }

    private void Take(string full, string path)
    {
        var (sha256, size) = Hash(full);
        var schema = path.EndsWith(".json", StringComparison.Ordinal) && size <= InputFile.MaxBytes ? SchemaOf(full) : null;
        if (schema == License.SchemaVersion) _notes.Add($"left out, a license: {path}");
        else _files.Add(new(path, sha256, size, schema, KindOf(path)));
    }

    private static (string Sha256, long Size) Hash(string full)
    {
        using var stream = new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(stream));
        return (sha256, stream.Position);
    }

    // A file that is no JSON goes along as it is: a bundle is for looking into what went wrong.
    private static string? SchemaOf(string full)
    {
        try
        {
            using var document = StrictJson.Parse(InputFile.Read(full), full);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return null;
            return Text(document.RootElement, "schema_version") ?? Text(document.RootElement, "schema");
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement value, string field) =>
        value.TryGetProperty(field, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static string KindOf(string path) => Path.GetFileName(path) switch
    {
        "k8s_plan.json" or "rollback_plan_latest.json" => "plan",
        var name when name.EndsWith(".jsonl", StringComparison.Ordinal) => "events",
        var name when name.EndsWith(".json", StringComparison.Ordinal) => "report",
        var name when name.EndsWith(".sh", StringComparison.Ordinal) => "script",
        var name when name.EndsWith(".md", StringComparison.Ordinal) => "summary",
        _ => "other",
    };
}
