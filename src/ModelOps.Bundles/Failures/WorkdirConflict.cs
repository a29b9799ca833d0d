namespace ModelOps.Bundles.Failures;

/// <summary>One path of a destination that is in the way.</summary>
/// <param name="Path">The path in the bundle.</param>
/// <param name="Expected">The SHA-256 that the bundle has, 64 hex digits.</param>
/// <param name="Actual">The SHA-256 that is there; or <c>unreadable</c>, <c>directory</c>, <c>not a regular file</c> or <c>leads outside</c>.</param>
public sealed record WorkdirConflict(string Path, string Expected, string Actual);
