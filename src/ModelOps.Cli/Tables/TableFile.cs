using System.Text;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Csv;
using ModelOps.Tables.Ipc;

namespace ModelOps.Cli.Tables;

/// <summary>Reads and writes tables in files.</summary>
internal static class TableFile
{
    private const int BufferSize = 1 << 16;

    /// <summary>The table in a file. Both forms of Arrow are known by their content.</summary>
    /// <param name="context">The run.</param>
    /// <param name="file">The file as the command line names it.</param>
    /// <param name="format">Its format.</param>
    /// <param name="missing">What else than an empty cell of a CSV file is a missing value, or null.</param>
    /// <exception cref="InvalidInputException">
    /// Codes <c>file_not_found</c>, <c>table_too_large</c> (2 GiB and more) and those of the format's reader; the message names the file.
    /// </exception>
    public static ArrowTable Read(CliContext context, string file, TableFormat format, string? missing)
    {
        var bytes = Bytes(context, file);
        if (format == TableFormat.Csv) return CsvTables.Read(file, bytes, missing);
        try
        {
            return ArrowReader.Read(bytes);
        }
        catch (InvalidInputException fault)
        {
            throw new InvalidInputException(fault.Code, $"{file}: {fault.Message}", fault.Remedy);
        }
    }

    /// <summary>Writes a table to a file, which appears or is replaced only when it is complete. CSV is written row by row.</summary>
    /// <exception cref="ModelOpsException">
    /// Code <c>folder_not_found</c> or <c>file_is_folder</c>: there is no place for the file. Those of <see cref="PendingFile"/>.
    /// </exception>
    public static void Write(CliContext context, string file, ArrowTable table, TableFormat format)
    {
        var path = context.Resolve(file);
        var folder = Path.GetDirectoryName(path);
        if (Directory.Exists(path)) throw new InvalidInputException("file_is_folder", $"'{file}' is a folder; expected the name of a file.");
        if (!Directory.Exists(folder)) throw new InvalidInputException("folder_not_found", $"There is no folder '{folder}' for the file '{file}'.", "Make it first, or correct the path.");
        switch (format)
        {
            case TableFormat.Arrow: AtomicFile.Write(path, ArrowWriter.Write(table)); break;
            case TableFormat.Feather: AtomicFile.Write(path, ArrowWriter.WriteFile(table)); break;
            default: WriteCsv(path, folder, table); break;
        }
    }

    private static byte[] Bytes(CliContext context, string file)
    {
        var path = context.Resolve(file);
        if (!File.Exists(path)) throw new InvalidInputException("file_not_found", $"There is no file '{file}'.");
        var size = new FileInfo(path).Length;
        return size <= Array.MaxLength
            ? File.ReadAllBytes(path)
            : throw new InvalidInputException("table_too_large", $"'{file}' has {size:N0} bytes; at most {Array.MaxLength:N0} are read.", "Split it into several tables.");
    }

    private static void WriteCsv(string path, string folder, ArrowTable table)
    {
        using var pending = PendingFile.In(folder);
        try
        {
            using var writer = new StreamWriter(pending.Stream, new UTF8Encoding(false), BufferSize, leaveOpen: true);
            CsvTables.Write(table, writer);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("write the file", path, cause);
        }
        pending.Commit(path);
    }
}
