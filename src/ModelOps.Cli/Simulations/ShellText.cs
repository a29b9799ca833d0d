using System.Buffers;

namespace ModelOps.Cli.Simulations;

/// <summary>Words of a command that a person can paste into a POSIX shell.</summary>
internal static class ShellText
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=,@%+");

    /// <summary>The command that runs exactly one simulation again, from any folder.</summary>
    public static string Rerun(string entrypoint, string bundle, string parameters, string seed) =>
        $"mops sim run {Quote(entrypoint)} --bundle {Quote(bundle)} --params {Quote(parameters)} --seed {seed}";

    /// <summary>The word, quoted where the shell would read more into it.</summary>
    public static string Quote(string word) => word.Length > 0 && !word.AsSpan().ContainsAnyExcept(Plain)
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
