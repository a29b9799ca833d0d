using ModelOps.Keeper.Reports;

namespace ModelOps.Cli.Keeper.Demos;

/// <summary>The development license of a demonstration.</summary>
internal static class DemoLicense
{
    /// <summary>The file of the license.</summary>
    public const string FileName = "license_dev.json";

    /// <summary>The file of its keyring.</summary>
    public const string KeyringName = "license_dev_public_keys.json";

    /// <summary>The variables under which commands find it.</summary>
    public static IReadOnlyDictionary<string, string?> Variables(string folder) => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        [ModelOps.Keeper.Licensing.LicensePlaces.PathVariable] = Path.Combine(folder, FileName),
        [ModelOps.Keeper.Licensing.Keyring.PathVariable] = Path.Combine(folder, KeyringName),
    };

    /// <summary>Removes it, and says what is left.</summary>
    public static IReadOnlyList<string> Clear(ReportFolder folder, bool keep)
    {
        string[] files = [folder.File(FileName), folder.File(KeyringName)];
        if (keep) return [.. files.Where(File.Exists)];
        foreach (var file in files) File.Delete(file);
        return [];
    }
}
