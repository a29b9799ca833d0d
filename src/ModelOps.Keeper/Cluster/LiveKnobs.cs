using System.Globalization;
using System.Text.Json;
using ModelOps.Connectors.Kubectl;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;
using ModelOps.Keeper.Knobs;

namespace ModelOps.Keeper.Cluster;

/// <summary>The knobs that a Deployment's pods run with, by the annotations of its pod template.</summary>
/// <param name="Values">The values by the knobs' names; only those that are written there.</param>
/// <param name="Error">Why the values can't be relied on; <see langword="null"/> if they can.</param>
public sealed record LiveKnobs(IReadOnlyDictionary<string, int> Values, string? Error)
{
    /// <summary>Reads them with one call of kubectl. What can't be read is in the result.</summary>
    /// <param name="tool">The kubectl.</param>
    /// <param name="namespace">A DNS-1123 label.</param>
    /// <param name="deployment">A DNS-1123 subdomain.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task<LiveKnobs> ReadAsync(KubectlTool tool, string @namespace, string deployment, CancellationToken cancellationToken)
    {
        try
        {
            var result = await tool.RunAsync(["-n", @namespace, "get", "deployment", deployment, "-o", "json"], cancellationToken);
            if (!result.Ok) return Unknown(string.Join(' ', result.Errors.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
            using var document = StrictJson.Parse(result.Output, "kubectl's output");
            return Of(document.RootElement);
        }
        catch (Exception fault) when (fault is OutsideException or InvalidInputException)
        {
            return Unknown(fault.Message);
        }
    }

    /// <summary>Reads them from a Deployment.</summary>
    public static LiveKnobs Of(JsonElement deployment)
    {
        var values = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var annotations = deployment;
        foreach (var key in (ReadOnlySpan<string>)["spec", "template", "metadata", "annotations"])
        {
            if (annotations.ValueKind != JsonValueKind.Object || !annotations.TryGetProperty(key, out annotations)) return new(values, null);
        }
        if (annotations.ValueKind != JsonValueKind.Object) return new(values, null);
        foreach (var knob in KnobRegistry.All)
        {
            if (!annotations.TryGetProperty(knob.Annotation, out var text)) continue;
            if (!int.TryParse(text.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
                return new(values, $"The annotation {knob.Annotation} is '{text}'; expected a whole number.");
            values[knob.Name] = value;
        }
        return new(values, null);
    }

    private static LiveKnobs Unknown(string error) => new(new Dictionary<string, int>(StringComparer.Ordinal), error);
}
