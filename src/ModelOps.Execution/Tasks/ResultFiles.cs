using System.Globalization;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;

namespace ModelOps.Execution.Tasks;

/// <summary>The files of a folder of results.</summary>
internal sealed class ResultFiles(string directory, TaskTally tally, TableFormat format)
{
    private readonly string _extension = format == TableFormat.Arrow ? ".arrow" : ".csv";
    private readonly HashSet<string> _begun = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Writes pieces behind what counts of their files and gives the files as they are then, on disk but not yet committed.</summary>
    /// <exception cref="OutsideException">Code <c>disk_full</c> or <c>storage_failed</c>.</exception>
    public List<WrittenFile> Append(IEnumerable<(string Table, string HeaderDigest, TablePart Part)> pieces)
    {
        var written = new List<WrittenFile>();
        foreach (var (table, header, part) in pieces)
        {
            var file = tally.FileOf(table, header) ?? new(NewPath(table), table, header, 0);
            written.Add(file with { Bytes = Append(file, part) });
        }
        return written;
    }

    /// <summary>Cuts off what was written and never committed, and removes files of which nothing was.</summary>
    /// <exception cref="CorruptDataException">Code <c>corrupt_results</c>: a file is shorter than what was committed.</exception>
    public void CutUncommitted()
    {
        foreach (var file in tally.Files)
        {
            var path = PathOf(file);
            var length = new FileInfo(path) is { Exists: true } found ? found.Length : 0;
            if (length < file.Bytes)
            {
                throw new CorruptDataException(
                    "corrupt_results",
                    $"'{path}' has {length} bytes, but {file.Bytes} were written.",
                    "Restore the folder from a copy, or run the tasks into a new one.");
            }
            if (length > file.Bytes) Change(path, stream => stream.SetLength(file.Bytes));
        }
        var tables = Path.Combine(directory, "tables");
        if (!Directory.Exists(tables)) return;
        foreach (var path in Directory.EnumerateFiles(tables, "*" + _extension))
        {
            if (!tally.HasPath($"tables/{Path.GetFileName(path)}")) File.Delete(path);
        }
    }

    private long Append(WrittenFile file, TablePart part)
    {
        var path = PathOf(file);
        var isNew = file.Bytes == 0;
        if (isNew) DirectorySync.Create(Path.GetDirectoryName(path)!);
        var end = 0L;
        Change(path, stream =>
        {
            // An earlier attempt may have written more than it could commit.
            stream.SetLength(file.Bytes);
            stream.Position = file.Bytes;
            if (isNew) stream.Write(part.Header);
            stream.Write(part.Rows);
            end = stream.Position;
        });
        if (isNew) DirectorySync.Flush(Path.GetDirectoryName(path)!);
        return end;
    }

    private static void Change(string path, Action<FileStream> change)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            change(stream);
            stream.Flush(flushToDisk: true);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("write the results", path, cause);
        }
    }

    private string PathOf(WrittenFile file) => Path.Combine(directory, file.Path.Replace('/', Path.DirectorySeparatorChar));

    private string NewPath(string table)
    {
        for (var number = 1; ; number++)
        {
            var suffix = number == 1 ? "" : "." + number.ToString(CultureInfo.InvariantCulture);
            var path = table + suffix + _extension;
            if (!tally.HasPath(path) && _begun.Add(path)) return path;
        }
    }
}
