using System.Text.Json;
using ModelOps.Bundles.Contents;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Materializing;

/// <summary>
/// What a folder was materialised from, as it says itself: its provenance names the manifest, <c>.mops/manifest.json</c>, which names
/// the index, <c>.mops/index.json</c>, which names every file. So it can be verified without a registry.
/// </summary>
/// <param name="Bundle">The bundle.</param>
/// <param name="Role">The role; <see langword="null"/> for all layers of a bundle without roles.</param>
public sealed record MaterializedFolder(Bundle Bundle, string? Role)
{
    /// <summary>The repository that it came from, as references name it; <see langword="null"/> if it does not say.</summary>
    public string? Source { get; init; }

    internal const string ManifestPath = ".mops/manifest.json";
    internal const string IndexPath = ".mops/index.json";

    /// <summary>Reads what a folder says; <see langword="null"/> if it is not a materialised bundle.</summary>
    /// <exception cref="CorruptDataException">Code <c>digest_mismatch</c>, <c>invalid_manifest</c>, <c>invalid_bundle_index</c>: its own files don't fit each other.</exception>
    /// <exception cref="OutsideException">They can't be read.</exception>
    public static MaterializedFolder? TryLoad(string folder)
    {
        var provenance = Path.Combine(folder, Provenance.FilePath);
        if (!File.Exists(provenance)) return null;
        try
        {
            using var document = StrictJson.Parse(File.ReadAllBytes(provenance), $"'{provenance}'");
            var digest = Digest.Parse(document.RootElement.GetProperty("manifest_digest").GetString() ?? "");
            var role = document.RootElement.GetProperty("role").GetString();
            var manifest = BundleManifest.Parse(File.ReadAllBytes(Path.Combine(folder, ManifestPath)));
            if (manifest.Digest != digest) throw new CorruptDataException("digest_mismatch", $"'{folder}' says that it is {digest}, but its manifest has the digest {manifest.Digest}.", "Materialize it again.");
            return new(Bundle.Of(manifest, File.ReadAllBytes(Path.Combine(folder, IndexPath))), role) { Source = SourceOf(document.RootElement) };
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException or InvalidInputException)
        {
            throw new CorruptDataException("invalid_manifest", $"'{provenance}' can't be used: {fault.Message}", "Materialize the bundle again.", fault);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("read the provenance of", folder, cause);
        }
    }

    private static string? SourceOf(JsonElement provenance) =>
        provenance.TryGetProperty("ref", out var reference) && reference.ValueKind == JsonValueKind.Object ? reference.GetProperty("name").GetString() : null;
}
