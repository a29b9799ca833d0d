using System.Text.Json.Nodes;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Json;

namespace ModelOps.Contracts.Simulation;

/// <summary>
/// Everything of a platform that can change the bits of a result: operating system, C library, processor feature class,
/// runtime and library versions.
/// </summary>
public sealed class PlatformFingerprint
{
    /// <param name="facts">Facts by name, such as <c>python</c> = <c>CPython 3.11.2</c>.</param>
    public PlatformFingerprint(IEnumerable<KeyValuePair<string, string>> facts)
    {
        Facts = new SortedDictionary<string, string>(facts.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
        var json = new JsonObject(Facts.Select(fact => KeyValuePair.Create(fact.Key, (JsonNode?)JsonValue.Create(fact.Value))));
        Digest = Digest.Of(Rfc8785.Canonicalize(json));
    }

    /// <summary>Facts by name, in ordinal order.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; }

    /// <summary>The SHA-256 of the facts' RFC 8785 form.</summary>
    public Digest Digest { get; }

    /// <summary>The facts in which two platforms differ, as "python: CPython 3.11.2, here CPython 3.12.1".</summary>
    public IEnumerable<string> DifferencesTo(PlatformFingerprint here) =>
        from name in Facts.Keys.Union(here.Facts.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
        let before = Facts.GetValueOrDefault(name, "absent")
        let now = here.Facts.GetValueOrDefault(name, "absent")
        where before != now
        select $"{name}: {before}, here {now}";
}
