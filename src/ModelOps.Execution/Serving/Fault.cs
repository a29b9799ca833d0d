using ModelOps.Execution.Protocol;

namespace ModelOps.Execution.Serving;

/// <summary>What user code threw, as the host is told it.</summary>
internal static class Fault
{
    // A message of the model's may be of any length; what is shown and stored must not.
    private const int Limit = 32_768;

    /// <summary>Type, message and stack of an exception.</summary>
    public static WorkerError Describe(Exception fault) =>
        new(fault.GetType().FullName ?? fault.GetType().Name, Bounded(fault.Message), Bounded(fault.ToString()));

    private static string Bounded(string text) => text.Length <= Limit ? text : text[..(Limit / 2)] + "\n[...]\n" + text[^(Limit / 2)..];
}
