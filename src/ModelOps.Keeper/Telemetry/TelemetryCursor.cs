namespace ModelOps.Keeper.Telemetry;

/// <summary>How far a source that grows was read.</summary>
/// <param name="Offset">The first byte that was not read.</param>
/// <param name="Length">How long the source was then, in bytes.</param>
/// <param name="Head">Digest of the first line, by which another file under the same name is known.</param>
public sealed record TelemetryCursor(long Offset, long Length, string Head)
{
    /// <summary>Before the first byte: read from the start, and leave a last line that may still be written to.</summary>
    public static TelemetryCursor Start { get; } = new(0, -1, "");
}
