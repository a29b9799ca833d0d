namespace ModelOps.Bundles.Verifying;

/// <summary>What was verified.</summary>
/// <param name="Files">How many files were read.</param>
/// <param name="Pointers">How many external files their stores were asked about.</param>
/// <param name="Bytes">How many bytes were read.</param>
/// <param name="Mismatches">Everything that is not as it should be, by path.</param>
public sealed record VerifyReport(int Files, int Pointers, long Bytes, IReadOnlyList<Mismatch> Mismatches)
{
    /// <summary>Whether all is as it should be.</summary>
    public bool IsOk => Mismatches.Count == 0;
}
