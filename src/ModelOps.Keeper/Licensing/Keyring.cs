using System.Text.Json;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;
using ModelOps.Keeper.Licensing.Signatures;
using ModelOps.Keeper.Reports;

namespace ModelOps.Keeper.Licensing;

/// <summary>
/// The public keys that licenses may be signed with: a JSON object of names and base64 of 32 bytes. Entries that are no usable key are left
/// out. A key is retired by taking its name out; until then the licenses under it hold.
/// </summary>
public sealed class Keyring
{
    /// <summary>The variable that names the file.</summary>
    public const string PathVariable = "MODEKEEPER_LICENSE_PUBLIC_KEYS_PATH";

    private Keyring(string source, IReadOnlyDictionary<string, byte[]> keys, IReadOnlyList<string> unusable) =>
        (Source, Keys, Unusable) = (source, keys, unusable);

    /// <summary>Where the keys come from, for messages.</summary>
    public string Source { get; }

    /// <summary>The usable keys by name.</summary>
    public IReadOnlyDictionary<string, byte[]> Keys { get; }

    /// <summary>The names of the entries that were left out.</summary>
    public IReadOnlyList<string> Unusable { get; }

    /// <summary>The development keys, which are used where no file is.</summary>
    public static Keyring BuiltIn { get; } = new(
        "the built-in development keys",
        DevelopmentKeys.PublicKeys.ToDictionary(key => key.Key, key => Convert.FromBase64String(key.Value), StringComparer.Ordinal),
        []);

    /// <summary>
    /// The keyring of a user: the file that <see cref="PathVariable"/> names, else <c>modekeeper/license_public_keys.json</c> in the folder of the
    /// user's settings if it is there, else the development keys.
    /// </summary>
    /// <param name="places">Where the run looks.</param>
    /// <exception cref="InvalidInputException">The file is not there, too large, no JSON (<c>invalid_json</c>) or no object (<c>invalid_keyring</c>).</exception>
    public static Keyring Locate(LicensePlaces places)
    {
        if (places.Named(PathVariable) is { } named) return Read(named);
        var own = places.UserKeyring;
        return own is not null && File.Exists(own) ? Read(own) : BuiltIn;
    }

    /// <summary>Reads a file.</summary>
    /// <inheritdoc cref="Locate" path="/exception" />
    public static Keyring Read(string path)
    {
        using var document = StrictJson.Parse(InputFile.Read(path), path);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new InvalidInputException("invalid_keyring", $"The keyring '{path}' is not a JSON object of key names and keys.");
        var keys = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var unusable = new List<string>();
        foreach (var entry in document.RootElement.EnumerateObject())
        {
            var key = entry.Value.ValueKind == JsonValueKind.String ? Base64.Decode(entry.Value.GetString()!) : null;
            if (key is not null && entry.Name.Length > 0 && Ed25519.IsPublicKey(key)) keys.Add(entry.Name, key);
            else unusable.Add(entry.Name);
        }
        return new(path, keys, unusable);
    }

    /// <summary>The keys that may have signed a license: that of its <c>kid</c>, or all if it names none.</summary>
    internal IReadOnlyList<byte[]> For(string? kid)
    {
        if (kid is null) return [.. Keys.Values];
        return Keys.TryGetValue(kid, out var key) ? [key] : [];
    }
}
