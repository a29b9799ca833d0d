using System.Globalization;
using ModelOps.Bundles.Archives;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Quantities;

namespace ModelOps.Cli.Bundles;

/// <summary>The answer of <c>mops bundle export</c> and <c>import</c>.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Archive">The archive.</param>
/// <param name="Sha256">The digest of the archive before compression.</param>
/// <param name="Files">How many files it has.</param>
/// <param name="Bytes">Its size before compression.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record ArchiveAnswer(string Folder, string Archive, string Sha256, int Files, long Bytes, double Seconds)
{
    /// <summary>The answer for something that began at a timestamp of the run's clock.</summary>
    public static ArchiveAnswer Of(CliContext context, long began, ArchiveResult result, string folder) => new(
        folder, result.Path, result.Sha256.ToString(), result.Files, result.Bytes, Math.Round(context.Time.GetElapsedTime(began).TotalSeconds, 3));

    /// <summary>The line with what it holds.</summary>
    public void RenderSize(TextWriter output) =>
        output.Write(string.Create(CultureInfo.InvariantCulture, $"{Sha256}: {BundleText.Files(Files)}, {ByteSize.Text(Bytes)} in {Seconds:0.0} s\n"));
}
