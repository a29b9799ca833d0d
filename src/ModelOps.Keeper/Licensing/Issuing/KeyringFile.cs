using System.Text.Json;
using System.Text.Json.Nodes;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;
using ModelOps.Durability.Files;
using ModelOps.Keeper.Reports;

namespace ModelOps.Keeper.Licensing.Issuing;

/// <summary>Writes keyrings.</summary>
public static class KeyringFile
{
    /// <summary>The text of a keyring of the development keys.</summary>
    public static string Development() => LicenseText.Of(new(DevelopmentKeys.PublicKeys.Select(key => KeyValuePair.Create(key.Key, (JsonNode?)key.Value))));

    /// <summary>Fails as <see cref="Add"/> would for a new key, before there is one.</summary>
    /// <inheritdoc cref="Add" />
    public static void Check(string path, string kid, bool merge)
    {
        if (File.Exists(path) && Existing(path, merge).ContainsKey(kid)) throw Taken(path, kid);
    }

    /// <summary>Writes a keyring of one key, or adds the key to the file.</summary>
    /// <param name="path">Absolute; its folder must exist.</param>
    /// <param name="kid">The key's name.</param>
    /// <param name="publicKey">32 bytes.</param>
    /// <param name="merge">Whether the other keys of a file that is there stay; otherwise such a file is an error.</param>
    /// <exception cref="ConflictException">
    /// Code <c>keyring_exists</c>: the file is there and is not to be added to. Code <c>kid_taken</c>: it has another key of this name.
    /// </exception>
    /// <exception cref="InvalidInputException">The file that is there is no keyring.</exception>
    public static void Add(string path, string kid, ReadOnlySpan<byte> publicKey, bool merge)
    {
        var keys = File.Exists(path) ? Existing(path, merge) : [];
        var text = Convert.ToBase64String(publicKey);
        if (keys.TryGetPropertyValue(kid, out var taken) && taken?.ToJsonString() != JsonValue.Create(text).ToJsonString())
            throw Taken(path, kid);
        keys[kid] = text;
        AtomicFile.Write(path, LicenseText.Of(keys));
    }

    private static ConflictException Taken(string path, string kid) => new(
        "kid_taken", $"The keyring '{path}' has another key under the name '{kid}'.", "Give the new key a name of its own: licenses under the old one hold as long as it stays.");

    private static JsonObject Existing(string path, bool merge)
    {
        if (!merge) throw new ConflictException("keyring_exists", $"'{path}' is there already.", "Add to it with --merge-keyring, or name another file.");
        using var document = StrictJson.Parse(InputFile.Read(path), path);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? JsonObject.Create(document.RootElement.Clone())!
            : throw new InvalidInputException("invalid_keyring", $"The keyring '{path}' is not a JSON object of key names and keys.");
    }
}
