using ModelOps.Keeper.Signals;

namespace ModelOps.Cli.Keeper.Reporting;

/// <summary>Signals for people.</summary>
internal static class SignalText
{
    /// <summary>Writes the state and its reasons.</summary>
    public static void Write(SignalSet signals, int samples, TextWriter output)
    {
        var active = signals.Active.Where(name => name != SignalSet.IncidentState).ToList();
        output.Write($"state:    {signals.State}{(active.Count > 0 ? $" ({string.Join(", ", active)})" : "")}\n");
        output.Write($"samples:  {samples}\n");
        if (signals.Notes.Count > 0) output.Write($"notes:    {string.Join(", ", signals.Notes)}\n");
    }
}
