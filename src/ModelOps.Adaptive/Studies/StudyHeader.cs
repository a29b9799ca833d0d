using System.Text.Json.Nodes;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Adaptive.Studies;

/// <summary>What a study is, fixed when it is created.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Name">The name from the spec's metadata.</param>
/// <param name="Spec">The resolved part of the spec that counts: model, parameters, objective and algorithm, defaults filled in.</param>
/// <param name="SpecDigest">The SHA-256 of the spec's RFC 8785 form.</param>
/// <param name="Content">The content digest of the bundle.</param>
/// <param name="Bundle">Where the bundle was found, to run a single simulation again.</param>
/// <param name="Platform">What the model runs on.</param>
/// <param name="AdapterPlatform">What a user's adapter runs on; <see langword="null"/> for a built-in algorithm.</param>
public sealed record StudyHeader(
    string Run,
    string Name,
    JsonObject Spec,
    Digest SpecDigest,
    Digest Content,
    string Bundle,
    PlatformFingerprint Platform,
    PlatformFingerprint? AdapterPlatform)
{
    /// <summary>What each of the user's targets runs on, in the order of the spec.</summary>
    public IReadOnlyList<PlatformFingerprint> TargetPlatforms { get; init; } = [];

    /// <summary>What the digest chain starts from.</summary>
    public IEnumerable<Digest> ChainStart
    {
        get
        {
            yield return SpecDigest;
            yield return Content;
            yield return Platform.Digest;
            if (AdapterPlatform is not null) yield return AdapterPlatform.Digest;
            foreach (var platform in TargetPlatforms) yield return platform.Digest;
        }
    }
}
