using ModelOps.Contracts.Errors;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Ipc;

namespace ModelOps.Execution.Executables;

/// <summary>The folder into which a program writes its tables, each as NAME.csv or NAME.arrow.</summary>
internal static class OutputFolder
{
    private const string Csv = ".csv";
    private const string Arrow = ".arrow";
    private const int NamesShown = 5;

    /// <summary>The tables, in the order of their names, each as an Arrow stream. Other files and folders are left alone.</summary>
    /// <exception cref="ProgramFailedException">There is none, one comes twice, or one can't be read.</exception>
    public static IReadOnlyList<KeyValuePair<string, byte[]>> Read(string folder)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var path in files.Where(IsTable).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            if (!tables.TryAdd(name, Stream(path)))
                throw Invalid($"The table '{name}' is there twice, as {name}{Csv} and as {name}{Arrow}; write one of them.");
        }
        return tables.Count > 0 ? [.. tables] : throw NoTable(files);
    }

    private static bool IsTable(string path) =>
        Path.GetExtension(path) is Csv or Arrow && Path.GetFileName(path)[0] != '.';

    private static byte[] Stream(string path)
    {
        try
        {
            return ArrowWriter.Write(Table(path));
        }
        catch (InvalidInputException fault)
        {
            throw Invalid($"{Path.GetFileName(path)}: {fault.Message}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Invalid($"{Path.GetFileName(path)} can't be read: {fault.Message}");
        }
    }

    private static ArrowTable Table(string path) => Path.GetExtension(path) == Csv ? CsvOutput.Read(path) : ArrowReader.Read(File.ReadAllBytes(path));

    private static ProgramFailedException Invalid(string message) => new(ProgramFailedException.Table, message);

    private static ProgramFailedException NoTable(string[] files)
    {
        var found = files.Length == 0 ? "nothing" : string.Join(", ", files.Select(Path.GetFileName).Order(StringComparer.Ordinal).Take(NamesShown));
        return new(
            ProgramFailedException.NoTable,
            $"The program wrote no table: expected NAME{Csv} or NAME{Arrow} files in the folder that --out names, found {found}.");
    }
}
