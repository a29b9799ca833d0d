using System.Globalization;

namespace ModelOps.Bench.Search;

/// <summary>
/// What answers were worth, one a line in a file (problem, algorithm, seed, worth), so that a long comparison goes on after an interruption
/// may be looked at before its end, and several processes may share it.
/// </summary>
internal sealed class WorthFile
{
    private readonly string? _path;
    private readonly Dictionary<(string Problem, string Algorithm, int Seed), double> _known = [];

    /// <param name="path">The file, which may be there; nothing is kept if <see langword="null"/>.</param>
    public WorthFile(string? path)
    {
        _path = path;
        Read();
    }

    /// <summary>The worth that is known, or that is found out now.</summary>
    public double Get(string problem, string algorithm, int seed, Func<double> worth)
    {
        if (!_known.ContainsKey((problem, algorithm, seed))) Read();
        if (_known.TryGetValue((problem, algorithm, seed), out var known)) return known;
        var found = worth();
        _known[(problem, algorithm, seed)] = found;
        if (_path is not null) File.AppendAllText(_path, string.Create(CultureInfo.InvariantCulture, $"{problem}\t{algorithm}\t{seed}\t{found:R}\n"));
        return found;
    }

    // A line that another process is still writing has no end yet.
    private void Read()
    {
        if (_path is null || !File.Exists(_path)) return;
        var text = File.ReadAllText(_path);
        foreach (var fields in text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')))
            _known[(fields[0], fields[1], int.Parse(fields[2], CultureInfo.InvariantCulture))] = double.Parse(fields[3], CultureInfo.InvariantCulture);
    }
}
