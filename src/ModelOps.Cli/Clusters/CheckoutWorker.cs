using System.Text.Json;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Clusters;

/// <summary>
/// The process that has a pushed bundle on a Dask worker's host: says where it lies, and keeps it there until its input closes. Started by the
/// children's host and never by a person.
/// </summary>
internal static class CheckoutWorker
{
    /// <summary>Checks the bundle out and holds it.</summary>
    /// <param name="context">The run of the tool.</param>
    /// <param name="reference">The bundle, by digest.</param>
    /// <param name="content">Its content digest.</param>
    /// <param name="cancellationToken">Lets it go.</param>
    /// <exception cref="CorruptDataException">Code <c>content_differs</c>: the reference leads to another content.</exception>
    public static async Task<ExitStatus> RunAsync(CliContext context, string reference, string content, CancellationToken cancellationToken)
    {
        var bundles = BundlePorts.Bundles(context);
        var pinned = await bundles.PinAsync(reference, context.WorkingDirectory, [], cancellationToken);
        if (pinned.Content != Digest.Parse(content))
            throw new CorruptDataException("content_differs", $"The bundle '{reference}' has the content {pinned.Content}, expected {content}.");
        await using var checkout = await bundles.CheckoutAsync(pinned, cancellationToken);
        context.Out.Write(JsonSerializer.Serialize(new CheckoutAnswer(checkout.Path), ClustersJson.Default.CheckoutAnswer) + "\n");
        await context.Out.FlushAsync(cancellationToken);
        await using var input = context.OpenInput();
        await input.CopyToAsync(Stream.Null, cancellationToken);
        return ExitStatus.Ok;
    }
}
