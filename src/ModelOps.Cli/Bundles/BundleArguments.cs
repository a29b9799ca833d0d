using System.CommandLine;

namespace ModelOps.Cli.Bundles;

/// <summary>Arguments and options that several commands of this folder have.</summary>
internal static class BundleArguments
{
    /// <summary>A bundle.</summary>
    public static Argument<string> Reference() => new("REF")
    {
        Description = "name:tag, name@sha256:…, registry.host/name:tag, sha256:…, oci:FOLDER:tag, or ./FOLDER with a bundle spec",
    };

    /// <summary>A role.</summary>
    public static Option<string?> Role() => new("--role") { HelpName = "ROLE", Description = "The role, which chooses layers; 'default' by default" };

    /// <summary>Whether the cache is left alone.</summary>
    public static Option<bool> NoCache() => new("--no-cache") { Description = "Neither read nor fill the cache: get everything from the registry" };

    /// <summary>Whether external files are fetched.</summary>
    public static Option<bool> PrefetchExternal() => new("--prefetch-external") { Description = "Fetch external files, too, not only pointers to them" };
}
