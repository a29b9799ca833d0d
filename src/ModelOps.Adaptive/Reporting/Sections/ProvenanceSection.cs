using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ModelOps.Adaptive.Reporting.Markup;
using ModelOps.Adaptive.Reporting.Sources;

namespace ModelOps.Adaptive.Reporting.Sections;

/// <summary>Exactly what ran, and how to run it again.</summary>
internal static class ProvenanceSection
{
    private const int ShownSeeds = 20;

    // Escaped by the page's writer, like every text.
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it.</summary>
    public static void Write(MarkupWriter page, ReportSource source)
    {
        var header = source.State.Header;
        PageSection.Open(page, "provenance", "Provenance");
        page.Open("dl", ("class", "facts"));
        Fact(page, "Study digest", source.State.Digest.ToString());
        Fact(page, "Content digest", header.Content.ToString());
        Fact(page, "Spec digest", header.SpecDigest.ToString());
        Fact(page, "Platform", header.Platform.Digest.ToString());
        if (header.AdapterPlatform is { } adapter) Fact(page, "Platform of the adapter", adapter.Digest.ToString());
        if (header.Spec["model"]?["entrypoint"] is { } entrypoint) Fact(page, "Model", entrypoint.GetValue<string>());
        if (header.Spec["algorithm"]?["adapter_path"] is { } algorithm) Fact(page, "Algorithm", algorithm.GetValue<string>());
        if (header.Spec["algorithm"]?["seed"] is { } seed) Fact(page, "Seed of the algorithm", seed.ToString());
        foreach (var constraint in Records.RecordedSpace.Of(source.State).Constraints) Fact(page, "Constraint", ConstraintText.Of(constraint));
        if (source.State.Best is { } best) Fact(page, $"Seeds of the best trial ({best.Number})", Seeds(best.Seeds));
        page.Close();
        page.Element("p", "The digest names the trials, seeds and losses bit for bit. The same spec, model, data and platform give it again, whatever the number of workers and interruptions:");
        page.Element("pre", "mops adaptive run -f SPEC --run again", ("tabindex", "0"));
        if (source.Rerun is { } rerun)
            page.Element("p", "One simulation of the best trial:").Element("pre", rerun, ("tabindex", "0"));
        page.Open("details").Element("summary", "Platform");
        PageSection.Table(page, "What the model ran on", ["Fact", "Value"], header.Platform.Facts.Select(fact => (string[])[fact.Key, fact.Value]), 2);
        page.Close().Open("details").Element("summary", "The spec as it was resolved").Element("pre", header.Spec.ToJsonString(Readable), ("tabindex", "0")).Close();
        page.Close();
    }

    private static string Seeds(IReadOnlyList<ulong> seeds) =>
        string.Join(", ", seeds.Take(ShownSeeds).Select(seed => seed.ToString(CultureInfo.InvariantCulture))) + (seeds.Count > ShownSeeds ? $" and {seeds.Count - ShownSeeds} more" : "");

    private static void Fact(MarkupWriter page, string name, string value) => page.Element("dt", name).Open("dd").Element("code", value).Close();
}
