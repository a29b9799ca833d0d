using ModelOps.Adaptive.Running;

namespace ModelOps.Adaptive.Launching;

/// <summary>How a prepared study is run.</summary>
/// <param name="Resume">Whether an unfinished run is gone on with.</param>
/// <param name="Progress">Told after every commit.</param>
/// <param name="Note">Told, in a sentence, of what a user should know.</param>
public sealed record LaunchOptions(bool Resume, IProgress<StudyProgress>? Progress, Action<string> Note);
