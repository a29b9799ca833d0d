using System.CommandLine;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Tables;

/// <summary>Chooses the format of a file: the one that an option names, else the one that the file's extension stands for.</summary>
internal static class TableFormats
{
    private const string Expected = "arrow|feather|csv";

    private static readonly Dictionary<string, TableFormat> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".arrow"] = TableFormat.Arrow,
        [".arrows"] = TableFormat.Arrow,
        [".feather"] = TableFormat.Feather,
        [".csv"] = TableFormat.Csv,
    };

    /// <summary>An option that names a format.</summary>
    public static Option<string?> Option(string name, string description)
    {
        var option = new Option<string?>(name) { HelpName = Expected, Description = description };
        option.AcceptOnlyFromAmong([.. Enum.GetValues<TableFormat>().Select(Name)]);
        return option;
    }

    /// <summary>The format's name in options and answers.</summary>
    public static string Name(TableFormat format) => format.ToString().ToLowerInvariant();

    /// <summary>The format of a file.</summary>
    /// <param name="file">The file as the command line names it.</param>
    /// <param name="named">What the option says, or null.</param>
    /// <param name="option">The option's name.</param>
    /// <exception cref="InvalidInputException">Code <c>unknown_format</c>: no option is given and the extension is none of the known ones.</exception>
    public static TableFormat Of(string file, string? named, string option)
    {
        if (named is not null) return Enum.Parse<TableFormat>(named, ignoreCase: true);
        var extension = Path.GetExtension(file);
        return ByExtension.TryGetValue(extension, out var format)
            ? format
            : throw new InvalidInputException(
                "unknown_format",
                $"'{file}' has {(extension.Length == 0 ? "no extension" : $"the extension '{extension}'")}; expected {string.Join(", ", ByExtension.Keys)}.",
                $"Give {option} {Expected}.");
    }
}
