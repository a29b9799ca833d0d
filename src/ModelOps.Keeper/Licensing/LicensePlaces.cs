namespace ModelOps.Keeper.Licensing;

/// <summary>Where licenses and keyrings are looked for.</summary>
/// <param name="Variable">The value of an environment variable; one that is empty counts as not set.</param>
/// <param name="WorkingDirectory">Absolute; relative paths start here.</param>
public sealed record LicensePlaces(Func<string, string?> Variable, string WorkingDirectory)
{
    /// <summary>The variable that names the license.</summary>
    public const string PathVariable = "MODEKEEPER_LICENSE_PATH";

    /// <summary>The file in the working directory that is looked for last.</summary>
    public const string FileName = "modekeeper.license.json";

    /// <summary>The user's own keyring, which need not exist; <see langword="null"/> without a home.</summary>
    public string? UserKeyring
    {
        get
        {
            var settings = Named("XDG_CONFIG_HOME") ?? (Named("HOME") is { } home ? Path.Combine(home, ".config") : null);
            return settings is null ? null : Path.Combine(settings, "modekeeper", "license_public_keys.json");
        }
    }

    /// <summary>
    /// The license to judge: the option, else <see cref="PathVariable"/>, else <see cref="FileName"/> in the working directory. A path that was
    /// named counts even if nothing is there.
    /// </summary>
    /// <param name="option">The value of <c>--license-path</c>, if given.</param>
    /// <returns>An absolute path, or <see langword="null"/> if no license is there.</returns>
    public string? Find(string? option)
    {
        if (option is { Length: > 0 }) return Path.GetFullPath(option, WorkingDirectory);
        if (Named(PathVariable) is { } named) return named;
        var local = Path.Combine(WorkingDirectory, FileName);
        return File.Exists(local) ? local : null;
    }

    /// <summary>The absolute path that a variable holds, if any.</summary>
    internal string? Named(string variable) => Variable(variable) is { Length: > 0 } path ? Path.GetFullPath(path, WorkingDirectory) : null;
}
