namespace ModelOps.Cli.Keeper.Demos;

/// <summary>An apply of the demonstration that must be blocked.</summary>
/// <param name="Case">Its letter.</param>
/// <param name="Says">What is wrong.</param>
/// <param name="ExpectedReason">Why it must be blocked.</param>
/// <param name="BlockReason">Why it was blocked, as the report of the apply says; null if that has none.</param>
/// <param name="Status">The exit status of the apply; expected is 2.</param>
/// <param name="Stderr">What it wrote to standard error.</param>
/// <param name="Folder">The folder of the case.</param>
internal sealed record GateCase(string Case, string Says, string ExpectedReason, string? BlockReason, int Status, string Stderr, string Folder)
{
    /// <summary>Whether it was blocked for the right reason.</summary>
    public bool Ok => Status == 2 && BlockReason == ExpectedReason;
}
