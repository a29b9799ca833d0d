using System.Text;
using System.Text.Json;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;

namespace ModelOps.Contracts.Parameters;

/// <summary>
/// A complete set of named parameter values with its identity. Byte-compatible with the predecessor's Python package: the
/// <see cref="Id"/> is BLAKE2b-256 of <c>contracts:param:v1|</c> and the canonical JSON, whose keys are in code point order.
/// </summary>
public sealed class ParameterSet : IEquatable<ParameterSet>
{
    private const string IdPrefix = "contracts:param:v1|";

    private readonly SortedValues _values;
    private byte[]? _hash;

    /// <param name="values">The values by name; a name that occurs twice is code <c>duplicate_parameter</c>.</param>
    public ParameterSet(IEnumerable<KeyValuePair<string, ParameterValue>> values)
    {
        _values = new(values);
        if (_values.Twice is { } name) throw new InvalidInputException("duplicate_parameter", $"Parameter '{name}' is given twice.");
        Canonical = ToCanonical(_values);
    }

    /// <summary>The values by name, names in code point order.</summary>
    public IReadOnlyDictionary<string, ParameterValue> Values => _values;

    /// <summary>The canonical JSON text: compact, keys in code point order, non-ASCII characters literal.</summary>
    public string Canonical { get; }

    /// <summary>The param_id: 64 lower-case hex digits.</summary>
    public string Id => ComputeId();

    /// <summary>Parses a JSON object; faults are codes <c>invalid_json</c>, <c>invalid_parameter_type</c> and those of the values.</summary>
    /// <param name="json">The JSON text.</param>
    /// <param name="source">What the text is, for the message.</param>
    public static ParameterSet Parse(string json, string source)
    {
        using var document = StrictJson.Parse(json, source);
        return From(document.RootElement, source);
    }

    /// <summary>The set of a JSON object.</summary>
    public static ParameterSet From(JsonElement json, string source) => json.ValueKind == JsonValueKind.Object
        ? new(json.EnumerateObject().Select(property => KeyValuePair.Create(string.Intern(property.Name), ParameterValue.From(property.Name, property.Value))))
        : throw new InvalidInputException("invalid_parameters", $"{source} must be a JSON object of name and value, such as {{\"x\": 1.0}}.");

    /// <inheritdoc />
    public bool Equals(ParameterSet? other) => other is not null && Canonical == other.Canonical;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as ParameterSet);

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Canonical);

    /// <summary>The canonical JSON text.</summary>
    public override string ToString() => Canonical;

    private static string ToCanonical(SortedValues values)
    {
        var builder = new StringBuilder("{");
        foreach (var (name, value) in values)
        {
            if (builder.Length > 1) builder.Append(',');
            if (!JsonText.AppendString(builder, name))
                throw new InvalidInputException("lone_surrogate", "A parameter name holds half of a surrogate pair, which UTF-8 cannot carry.");
            builder.Append(':').Append(value.Canonical);
        }
        return builder.Append('}').ToString();
    }

    // Kept as bytes and not as text: a study has one of these for every trial.
    private string ComputeId()
    {
        Span<byte> hash = stackalloc byte[32];
        if (_hash is { } known) known.CopyTo(hash);
        else Blake2b.Hash(Encoding.UTF8.GetBytes(IdPrefix + Canonical), hash);
        _hash ??= hash.ToArray();
        return Convert.ToHexStringLower(hash);
    }
}
