using System.CommandLine;
using ModelOps.Bundles.Contents;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Composition;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Quantities;

namespace ModelOps.Cli.Bundles;

/// <summary><c>mops bundle resolve</c>: what a reference names. Nothing is written but the index into the cache.</summary>
internal static class BundleResolveCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var reference = BundleArguments.Reference();
        var noCache = BundleArguments.NoCache();
        return new Command("resolve", "Show what a reference names: digests, size, roles and layers") { reference, noCache }.Runs(async (parse, cancellationToken) =>
        {
            using var throwaway = parse.GetValue(noCache) ? new ThrowawayCache(context, Path.Combine(Path.GetTempPath(), "resolve")) : null;
            using var remote = await RemoteBundle.OpenAsync(context, parse.GetRequiredValue(reference), throwaway?.Cache ?? BundlePorts.Cache(context), cancellationToken);
            parse.Answer(context).Write(Describe(remote), BundleSpecsJson.Default.BundleResolveAnswer, Render);
            return ExitStatus.Ok;
        });
    }

    private static BundleResolveAnswer Describe(RemoteBundle remote)
    {
        var (manifest, index) = (remote.Bundle.Manifest, remote.Bundle.Index);
        var layers = index.Files.ToLookup(file => file.Layer, StringComparer.Ordinal);
        return new(
            remote.Target.ToString() ?? "",
            manifest.Digest.ToString(),
            index.Content.ToString(),
            MediaTypes.Bundle,
            index.Files.Count,
            index.Files.Sum(file => file.Size),
            index.Files.Where(file => file.Place is FilePlace.External).Sum(file => file.Size),
            index.Roles.ToDictionary(role => role.Key, role => role.Value, StringComparer.Ordinal),
            [.. index.Layers.Select(layer => new ResolvedLayer(layer, layers[layer].Count(), layers[layer].Sum(file => file.Size)))]);
    }

    private static void Render(BundleResolveAnswer answer, TextWriter output)
    {
        output.Write($"Bundle: {answer.Reference}\nManifest: {answer.ManifestDigest}\nContent: {answer.ContentDigest}\n");
        output.Write($"Size: {ByteSize.Text(answer.TotalSize)} in {BundleText.Files(answer.Files)}{(answer.ExternalSize > 0 ? $", {ByteSize.Text(answer.ExternalSize)} of it in object stores" : "")}\n");
        foreach (var layer in answer.Layers) output.Write($"Layer: {layer.Name} ({BundleText.Files(layer.Files)}, {ByteSize.Text(layer.Size)})\n");
        if (answer.Roles.Count == 0) output.Write("No roles defined\n");
        foreach (var (role, layers) in answer.Roles.OrderBy(role => role.Key, StringComparer.Ordinal)) output.Write($"  {role}: [{string.Join(", ", layers)}]\n");
    }
}
