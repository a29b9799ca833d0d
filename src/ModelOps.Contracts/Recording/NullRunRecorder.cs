using System.Text.Json.Nodes;

namespace ModelOps.Contracts.Recording;

/// <summary>Records nothing: for runs that nobody has to account for.</summary>
public sealed class NullRunRecorder : IRunRecorder
{
    /// <summary>The one instance.</summary>
    public static readonly NullRunRecorder Instance = new();

    private NullRunRecorder()
    {
    }

    /// <inheritdoc />
    public Task BeginAsync(string kind, string run, JsonObject facts, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task NoteAsync(string run, string note, JsonObject facts, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task CompleteAsync(string run, string status, JsonObject facts, CancellationToken cancellationToken) => Task.CompletedTask;
}
