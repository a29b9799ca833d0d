using System.Text;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Execution.Cache;

/// <summary>
/// What results have in common that one model gave on one platform. With the parameters and the seed this is everything that can
/// change a result: its outputs are all tables that the model returns, and its configuration is part of the content, of the entrypoint (a
/// scenario) or of the parameters.
/// </summary>
/// <param name="Content">The content digest of the model's bundle.</param>
/// <param name="Entrypoint">What runs in it.</param>
/// <param name="Platform">The digest of the platform fingerprint of the workers.</param>
public sealed record ResultScope(Digest Content, Entrypoint Entrypoint, Digest Platform)
{
    // Tables are encoded here, so that another version of this library may give other bytes.
    private static readonly string Encoder = typeof(ResultScope).Assembly.GetName().Version!.ToString(3);

    /// <summary>The SHA-256 of <c>result:v1|</c>, the version of the table encoder, content, platform and entrypoint, joined by <c>|</c>.</summary>
    public Digest Digest => Digest.Of(Encoding.UTF8.GetBytes($"result:v1|{Encoder}|{Content}|{Platform}|{Entrypoint}"));

    /// <summary>The scope of a model on a platform.</summary>
    public static ResultScope Of(ModelBinding model, PlatformFingerprint platform) => new(model.Content, model.Entrypoint, platform.Digest);
}
