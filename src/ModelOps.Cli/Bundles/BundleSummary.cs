using System.Globalization;
using ModelOps.Bundles.References;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Quantities;

namespace ModelOps.Cli.Bundles;

/// <summary>What a command did with a bundle, in one line.</summary>
/// <param name="Name">The bundle's name and version, as registries know it.</param>
/// <param name="Digest">Its manifest digest.</param>
/// <param name="Role">The role; null for all layers.</param>
/// <param name="Files">How many files.</param>
/// <param name="Bytes">How many bytes were moved.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record BundleSummary(string Name, string Digest, string? Role, int Files, long Bytes, double Seconds)
{
    /// <summary>The summary of something, of all layers, that began at a timestamp of the run's clock.</summary>
    public static BundleSummary Of(CliContext context, long began, BundleTarget target, Digest digest, int files, long bytes) =>
        new(target.ToString() ?? "", digest.ToString(), null, files, bytes, Math.Round(context.Time.GetElapsedTime(began).TotalSeconds, 3));

    /// <summary>The line, after a verb such as "Pushed".</summary>
    public string Line(string verb)
    {
        // A reference by digest has it already.
        var digest = Name.EndsWith(Digest, StringComparison.Ordinal) ? "" : $" {Digest}";
        var role = Role is null ? "" : $", role {Role}";
        return string.Create(CultureInfo.InvariantCulture, $"{verb} {Name}{digest}{role}: {BundleText.Files(Files)}, {ByteSize.Text(Bytes)} in {Seconds:0.0} s\n");
    }
}
