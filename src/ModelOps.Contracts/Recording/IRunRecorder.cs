using System.Text.Json.Nodes;

namespace ModelOps.Contracts.Recording;

/// <summary>
/// Port: makes runs accountable. A plane writes a constant number of records a run, however many trials or tasks it has.
/// </summary>
public interface IRunRecorder
{
    /// <summary>Records that a run begins; if it can't be recorded, it must not begin.</summary>
    /// <param name="kind">What runs, such as <c>adaptive</c>.</param>
    /// <param name="run">Its id.</param>
    /// <param name="facts">What it runs on: digests and references, no secrets.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task BeginAsync(string kind, string run, JsonObject facts, CancellationToken cancellationToken);

    /// <summary>Records something that happened in a run.</summary>
    Task NoteAsync(string run, string note, JsonObject facts, CancellationToken cancellationToken);

    /// <summary>Records how a run ended.</summary>
    Task CompleteAsync(string run, string status, JsonObject facts, CancellationToken cancellationToken);
}
