using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Quantities;
using ModelOps.Keeper.Reports;

namespace ModelOps.Keeper.Exports;

/// <summary><c>export bundle</c>: one file with all that the keeper's commands wrote, to be handed on.</summary>
/// <param name="folder">Where the bundle goes: <c>bundle_manifest.json</c>, <c>bundle.tar.gz</c> and <c>bundle_summary.md</c>.</param>
/// <param name="toolVersion">The version of this tool.</param>
/// <param name="time">The clock.</param>
public sealed class BundleExport(ReportFolder folder, string toolVersion, TimeProvider time)
{
    /// <summary>Exports a folder.</summary>
    /// <param name="root">Absolute.</param>
    /// <param name="cancellationToken">Ends the work; no half bundle is left.</param>
    /// <returns>The manifest as it lies beside the archive.</returns>
    /// <exception cref="InvalidInputException">Code <c>folder_not_found</c>; or a path that no archive holds.</exception>
    /// <exception cref="OutsideException">A file can't be read or written, or changed meanwhile.</exception>
    public BundleManifest Run(string root, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(root)) throw new InvalidInputException("folder_not_found", $"There is no folder '{root}'.", "Run another command of the keeper first, or name its folder with --in.");
        var (files, notes) = new InputScan(Path.TrimEndingDirectorySeparator(root), Path.TrimEndingDirectorySeparator(folder.Path)).Run(cancellationToken);
        var metering = new ExportMetering(files.Count, files.Sum(file => file.SizeBytes), files.Count(file => file.Kind == "report"));
        var content = new BundleManifest(RunId(files), toolVersion, metering, files, notes);
        var text = Encoding.UTF8.GetBytes(ReportFolder.Text(content, ExportsJson.Default.BundleManifest));
        var archive = BundleArchive.Write(folder.File(BundleArchive.FileName), root, text, files, cancellationToken);
        var manifest = content with
        {
            CreatedAt = ReportTimes.Text(time.GetUtcNow()),
            InputsRoot = root,
            Environment = new(Environment.MachineName, Environment.OSVersion.ToString()),
            ArchiveSha256 = archive,
        };
        folder.WriteText("bundle_summary.md", Summary(content));
        folder.Write(BundleManifest.FileName, manifest, ExportsJson.Default.BundleManifest);
        return manifest;
    }

    private static string RunId(IReadOnlyList<ExportedFile> files) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(files.Select(file => $"{file.RelPath}:{file.Sha256}\n")))));

    private static string Summary(BundleManifest manifest)
    {
        var text = new StringBuilder("# Bundle\n\n");
        text.Append(CultureInfo.InvariantCulture, $"run_id: {manifest.RunId}\nfiles: {manifest.Metering.Files} ({ByteSize.Text(manifest.Metering.Bytes)})\ntool_version: {manifest.ToolVersion}\n\n");
        text.Append("| file | kind | bytes | sha256 |\n|---|---|---|---|\n");
        foreach (var file in manifest.Files) text.Append(CultureInfo.InvariantCulture, $"| {file.RelPath.Replace("|", "\\|", StringComparison.Ordinal)} | {file.Kind} | {file.SizeBytes} | {file.Sha256} |\n");
        foreach (var note in manifest.Notes) text.Append(CultureInfo.InvariantCulture, $"\n- {note}");
        return text.Append(manifest.Notes.Count > 0 ? "\n" : "").ToString();
    }
}
