using ModelOps.Bundles.Materializing;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Bundles;

/// <summary>Materializes a bundle.</summary>
internal static class MaterializeAction
{
    /// <summary>Writes the files of a role.</summary>
    public static async Task<BundleMaterializeAnswer> RunAsync(CliContext context, MaterializeRequest request, CancellationToken cancellationToken)
    {
        var began = context.Time.GetTimestamp();
        var destination = context.Resolve(request.Folder);
        using var throwaway = request.NoCache ? new ThrowawayCache(context, destination) : null;
        using var remote = await RemoteBundle.OpenAsync(context, request.Reference, throwaway?.Cache ?? BundlePorts.Cache(context), cancellationToken);
        using var bar = new TransferBar(context);
        var options = new MaterializeOptions
        {
            Role = request.Role,
            Overwrite = request.Overwrite,
            PrefetchExternal = request.PrefetchExternal,
            Reference = remote.Target,
            External = BundlePorts.External(context),
            Progress = bar,
        };
        var result = await new Materializer(remote.Cache, remote.Repository).RunAsync(remote.Bundle, destination, options, cancellationToken);
        var summary = BundleSummary.Of(context, began, remote.Target, result.Digest, result.Files.Count, result.BytesWritten) with { Role = result.Role };
        return BundleMaterializeAnswer.Of(result, destination, summary);
    }

    /// <summary>The answer for people.</summary>
    public static void Render(BundleMaterializeAnswer answer, TextWriter output)
    {
        output.Write(answer.Summary.Line("Materialized"));
        if (answer.ExternalPointers > 0) output.Write($"{answer.ExternalPointers} of them are pointers to external files\n");
    }
}
