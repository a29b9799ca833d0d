using System.Text.Json;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;
using ModelOps.Keeper.Chords;
using ModelOps.Keeper.Documents;
using ModelOps.Keeper.Knobs;

namespace ModelOps.Keeper.Passports;

/// <summary>Reads passports strictly; all that is wrong is found in one go.</summary>
public static class PassportReader
{
    private const long LongestSeconds = 7L * 24 * 3600;
    private const string Resource = "passports/";

    private static readonly string[] Known =
        ["schema_version", "passport_id", "description", "allowed_chords", "allowed_actuators", "limits", "invariants", "cooldowns", "gates"];

    private static readonly string[] KnownLimits = ["cooldown_s", "max_delta_per_step", "relock_stable_intervals", "knob_limits"];

    /// <summary>The file of a built-in passport.</summary>
    /// <exception cref="InvalidInputException">Code <c>unknown_passport</c>: there is none of this name.</exception>
    public static byte[] TemplateBytes(string name)
    {
        if (!PassportVocabulary.Templates.Contains(name))
            throw new InvalidInputException("unknown_passport", $"There is no passport template '{name}'.{Nearest.Hint(name, PassportVocabulary.Templates)}", "Run 'mk passport templates' to see them.");
        using var stream = typeof(PassportReader).Assembly.GetManifestResourceStream($"{Resource}{name}.json")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>A built-in passport.</summary>
    /// <exception cref="InvalidInputException">Code <c>unknown_passport</c>.</exception>
    public static Passport Template(string name) => Examine(TemplateBytes(name), name).Passport!;

    /// <summary>Says everything that is wrong with a passport; throws nothing.</summary>
    /// <param name="utf8">The file's bytes.</param>
    /// <param name="source">What the file is, for messages.</param>
    /// <returns>The passport, or the errors.</returns>
    public static (Passport? Passport, IReadOnlyList<string> Errors) Examine(ReadOnlyMemory<byte> utf8, string source)
    {
        JsonDocument document;
        try
        {
            document = StrictJson.Parse(utf8, source);
        }
        catch (InvalidInputException fault)
        {
            return (null, [fault.Message]);
        }
        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object) return (null, ["The passport is not a JSON object."]);
            var errors = new List<string>();
            var passport = Read(new(document.RootElement, "", errors));
            return (errors.Count == 0 ? passport : null, errors);
        }
    }

    private static Passport Read(DocumentFields fields)
    {
        fields.AllowOnly(Known);
        if (fields.Text("schema_version") is { Length: > 0 } version && version != Passport.Version) fields.Refuse("schema_version", $"is not \"{Passport.Version}\"");
        var chords = fields.Names("allowed_chords", PassportVocabulary.Chords, "chord");
        return new(
            fields.Text("passport_id"), fields.FieldNames.Contains("description") ? fields.Text("description") : "", chords, Actuators(fields), Limits(fields),
            fields.FieldNames.Contains("invariants") ? fields.Names("invariants", ChordVocabulary.Invariants, "invariant") : [])
        {
            Cooldowns = Cooldowns(fields, chords),
            Gates = new(Gates(fields)),
        };
    }

    private static PassportActuators Actuators(DocumentFields fields)
    {
        if (fields.Inner("allowed_actuators", required: true) is not { } inner) return new([], []);
        inner.AllowOnly(["hot", "cold"]);
        string[] knobs = [.. KnobRegistry.All.Select(knob => knob.Name)];
        var (hot, cold) = (inner.Names("hot", knobs, "knob"), inner.Names("cold", knobs, "knob"));
        foreach (var both in hot.Intersect(cold, StringComparer.Ordinal)) fields.Refuse("allowed_actuators", $"names '{both}' as hot and as cold");
        return new(hot, cold);
    }

    private static PassportLimits Limits(DocumentFields fields)
    {
        if (fields.Inner("limits", required: true) is not { } limits) return new(0, 0, 1);
        limits.AllowOnly(KnownLimits);
        return new(
            limits.Whole("cooldown_s", "seconds", 0, LongestSeconds, required: true) ?? 0,
            limits.Whole("max_delta_per_step", "steps", 0, int.MaxValue, required: true) ?? 0,
            limits.Whole("relock_stable_intervals", "intervals", 1, int.MaxValue, required: true) ?? 1)
        {
            KnobLimits = limits.Inner("knob_limits") is { } bounds ? KnobLimits(bounds) : null,
        };
    }

    private static SortedDictionary<string, KnobLimit> KnobLimits(DocumentFields bounds)
    {
        var limits = new SortedDictionary<string, KnobLimit>(StringComparer.Ordinal);
        bounds.AllowOnly([.. KnobRegistry.All.Select(knob => knob.Name)]);
        foreach (var knob in KnobRegistry.All.Where(knob => bounds.FieldNames.Contains(knob.Name)))
        {
            if (bounds.Inner(knob.Name) is not { } limit) continue;
            limit.AllowOnly(["min", "max"]);
            var (min, max) = (limit.Whole("min", "units", knob.Min, knob.Max, required: true), limit.Whole("max", "units", knob.Min, knob.Max, required: true));
            if (min > max) limit.Refuse("min", $"is {min}, more than max, {max}");
            limits[knob.Name] = new(min ?? knob.Min, max ?? knob.Max);
        }
        return limits;
    }

    private static SortedDictionary<string, long> Cooldowns(DocumentFields fields, IReadOnlyList<string> chords)
    {
        var pauses = new SortedDictionary<string, long>(StringComparer.Ordinal);
        if (fields.Inner("cooldowns") is not { } cooldowns) return pauses;
        cooldowns.AllowOnly(chords);
        foreach (var chord in cooldowns.FieldNames) pauses[chord] = cooldowns.Whole(chord, "milliseconds", 0, LongestSeconds * 1000) ?? 0;
        return pauses;
    }

    private static bool Gates(DocumentFields fields)
    {
        if (fields.Inner("gates") is not { } gates) return false;
        gates.AllowOnly(["apply"]);
        return gates.Flag("apply");
    }
}
