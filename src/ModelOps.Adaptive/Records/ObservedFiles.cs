using System.Text;
using ModelOps.Adaptive.Objectives;
using ModelOps.Adaptive.Specs;
using ModelOps.Adaptive.Specs.Observations;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Adaptive.Records;

/// <summary>
/// Finds the observed files of a recorded study again. A study records the digests of their bytes, so that a file is the right one
/// or it is not found, whatever it is called by now.
/// </summary>
public static class ObservedFiles
{
    // Observations are small tables; what is larger is a model's own data and would only be read for nothing.
    private const long Largest = 64L << 20;

    private static readonly EnumerationOptions Below = new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>The targets whose observed file is found, with its observations; the others are left out.</summary>
    /// <param name="targets">The recorded targets.</param>
    /// <param name="folder">The folder searched, with all below it: the study's bundle. It need not exist.</param>
    /// <param name="files">Files looked at first.</param>
    /// <exception cref="InvalidInputException">A file's bytes are the recorded ones and it can't be read as the target's observations.</exception>
    public static IReadOnlyList<TargetSpec> Find(IReadOnlyList<RecordedTarget> targets, string folder, IReadOnlyList<string> files)
    {
        var wanted = targets.Select(target => target.Observed).ToHashSet();
        var found = new Dictionary<Digest, (string Name, byte[] Bytes)>();
        foreach (var file in files.Concat(In(folder)))
        {
            if (found.Count == wanted.Count) break;
            var bytes = File.ReadAllBytes(file);
            var digest = Digest.Of(bytes);
            if (wanted.Contains(digest)) found.TryAdd(digest, (Path.GetFileName(file), bytes));
        }
        return [.. targets.Where(target => found.ContainsKey(target.Observed)).Select(target => Read(target, found[target.Observed]))];
    }

    private static TargetSpec Read(RecordedTarget target, (string Name, byte[] Bytes) file)
    {
        var definition = target.Definition with { Observed = file.Name };
        return new(definition, ObservedData.Read(definition, new CsvTable(file.Name, Encoding.UTF8.GetString(file.Bytes))), target.Observed);
    }

    private static IEnumerable<string> In(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.csv", Below).Where(file => new FileInfo(file).Length <= Largest).Order(StringComparer.Ordinal)
        : [];
}
