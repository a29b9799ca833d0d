using System.Globalization;
using System.Text.Json.Nodes;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Json;
using ModelOps.Keeper.Knobs;

namespace ModelOps.Keeper.Plans;

/// <summary>What is to be changed in a cluster; no Deployment occurs twice.</summary>
/// <param name="Items">In the order in which they are applied; may be empty.</param>
public sealed record Plan(IReadOnlyList<PlanItem> Items)
{
    /// <summary>Stands for the namespace or Deployment of a plan that has several, or none.</summary>
    public const string Mixed = "mixed";

    /// <summary>Nothing to do.</summary>
    public static Plan Empty { get; } = new([]);

    /// <summary>The one namespace, or <see cref="Mixed"/>.</summary>
    public string Namespace => Common(item => item.Namespace);

    /// <summary>The one Deployment's name, or <see cref="Mixed"/>.</summary>
    public string Deployment => Common(item => item.Name);

    /// <summary>Digest of what would be done, after RFC 8785: the reasons and the layout of the file don't count.</summary>
    public Digest Digest => Digest.Of(Rfc8785.Canonicalize(new JsonArray([.. Items.Select(PlanJson.Change)])));

    /// <summary>The plan that gives one Deployment's knobs other values, as annotations of itself and of its pods; empty without knobs.</summary>
    /// <param name="namespace">A DNS-1123 label.</param>
    /// <param name="deployment">A DNS-1123 subdomain.</param>
    /// <param name="knobs">The values by the knobs' names, such as <c>grad_accum_steps</c>.</param>
    /// <exception cref="InvalidPlanException">A name that no object of a cluster can have.</exception>
    public static Plan Of(string @namespace, string deployment, IReadOnlyDictionary<string, int> knobs)
    {
        if (knobs.Count == 0) return Empty;
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject { ["annotations"] = Annotations(knobs) },
            ["spec"] = new JsonObject
            {
                ["template"] = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = Annotations(knobs) } },
            },
        };
        return new([PlanJson.Checked(0, @namespace, deployment, PlanJson.Element(patch))]);
    }

    private static JsonObject Annotations(IReadOnlyDictionary<string, int> knobs) => new(
        from knob in knobs
        orderby knob.Key
        select KeyValuePair.Create(Knob.AnnotationPrefix + knob.Key, (JsonNode?)knob.Value.ToString(CultureInfo.InvariantCulture)));

    private string Common(Func<PlanItem, string> part) => Items.Select(part).Distinct(StringComparer.Ordinal).Take(2).ToList() is [var only] ? only : Mixed;
}
