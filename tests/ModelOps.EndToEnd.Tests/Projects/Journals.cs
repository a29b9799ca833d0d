using System.Security.Cryptography;
using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.Projects;

/// <summary>The journal of a workplace's one run, as files.</summary>
internal static class Journals
{
    /// <summary>Its files in order; none before the run has begun.</summary>
    public static IReadOnlyList<FileInfo> Journal(this Workplace workplace)
    {
        var runs = workplace.At(".modelops", "runs");
        return Directory.Exists(runs)
            ? [.. new DirectoryInfo(runs).EnumerateDirectories("journal", SearchOption.AllDirectories).SelectMany(folder => folder.EnumerateFiles()).OrderBy(file => file.Name, StringComparer.Ordinal)]
            : [];
    }

    /// <summary>How many bytes it has.</summary>
    public static long JournalBytes(this Workplace workplace) => workplace.Journal().Sum(file => file.Length);

    /// <summary>What it has that is text, also while it is written.</summary>
    public static string JournalText(this Workplace workplace) => string.Concat(workplace.Journal().Where(file => file.Extension != ".lock").Select(TextOf));

    /// <summary>
    /// A size of the journal at which to strike, by chance: mostly one that it passes on the way to its end, sometimes none, which is
    /// at once.
    /// </summary>
    public static long AnyMoment(long whole) => Math.Max(0, RandomNumberGenerator.GetInt32((int)(whole * 1.1)) - whole / 10);

    private static string TextOf(FileInfo file)
    {
        using var reader = new StreamReader(file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd();
    }
}
