namespace ModelOps.Cli.Bundles;

/// <summary>What a command line says of materializing.</summary>
/// <param name="Reference">The bundle.</param>
/// <param name="Folder">The destination.</param>
/// <param name="Role">The role; null for the default.</param>
/// <param name="Overwrite">Whether what is in the way is replaced.</param>
/// <param name="PrefetchExternal">Whether external files are fetched.</param>
internal sealed record MaterializeRequest(string Reference, string Folder, string? Role, bool Overwrite, bool PrefetchExternal)
{
    /// <summary>Whether the cache is left alone.</summary>
    public bool NoCache { get; init; }
}
