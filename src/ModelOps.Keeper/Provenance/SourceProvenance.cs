using System.Text;
using ModelOps.Connectors.Processes;
using ModelOps.Contracts.Errors;

namespace ModelOps.Keeper.Provenance;

/// <summary>Where a decision was made.</summary>
/// <param name="GitCommit">The commit of the folder's work tree; <see langword="null"/> if it has none or git is missing.</param>
/// <param name="GitDirty">Whether the work tree differs from the commit.</param>
/// <param name="Host">The machine's name.</param>
public sealed record SourceProvenance(string? GitCommit, bool GitDirty, string? Host)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Of a folder.</summary>
    /// <param name="folder">Absolute.</param>
    /// <param name="time">The clock of the time limit: a git that hangs is as good as missing.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public static async Task<SourceProvenance> OfAsync(string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        var commit = await GitAsync(folder, ["rev-parse", "HEAD"], time, cancellationToken);
        var changes = commit is null ? null : await GitAsync(folder, ["status", "--porcelain"], time, cancellationToken);
        return new(commit, changes is { Length: > 0 }, Environment.MachineName);
    }

    private static async Task<string?> GitAsync(string folder, IReadOnlyList<string> arguments, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var git = ChildProcess.Start(new("git", arguments) { WorkingDirectory = folder });
            git.CloseInput();
            using var output = new StreamReader(git.Output, Encoding.UTF8);
            var text = await output.ReadToEndAsync(either.Token);
            return await git.Exit.WaitAsync(either.Token) == 0 ? text.Trim() : null;
        }
        catch (OutsideException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
