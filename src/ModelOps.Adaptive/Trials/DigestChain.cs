using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Json;

namespace ModelOps.Adaptive.Trials;

/// <summary>
/// The study digest: d(0) = SHA-256 of <c>study:v1|spec|content|platform[|adapter platform][|platform of each user's target]</c> (digests in their text form), and
/// for each trial in order d(n+1) = SHA-256(d(n) || record), where the record is the RFC 8785 form of
/// <c>{"loss", "params", "seeds", "status", "trial"}</c>: the loss as 16 hex digits of its bits or null, the parameters as their
/// canonical text, the seeds as decimal texts; a second part has <c>"continues"</c>, the number of the first. It holds nothing of time, host, attempts or cache.
/// </summary>
public sealed class DigestChain
{
    private byte[] _hash;

    /// <param name="start">The texts that start the chain, in the order above.</param>
    public DigestChain(IEnumerable<Digest> start) =>
        _hash = SHA256.HashData(Encoding.UTF8.GetBytes("study:v1|" + string.Join('|', start)));

    /// <summary>How many trials are in the chain.</summary>
    public int Count { get; private set; }

    /// <summary>The digest of everything up to here.</summary>
    public Digest Current => Digest.FromHash(_hash);

    /// <summary>Adds the next trial, whose number must be <see cref="Count"/> and whose result must be told.</summary>
    public void Append(Trial trial)
    {
        if (trial.Number != Count || trial.Result is null)
            throw new InvalidOperationException($"Trial {trial.Number} can't follow {Count} trials in the chain.");
        _hash = SHA256.HashData([.. _hash, .. Record(trial)]);
        Count++;
    }

    private static byte[] Record(Trial trial) => Rfc8785.Canonicalize(RecordOf(trial));

    private static JsonObject RecordOf(Trial trial)
    {
        var result = trial.Result!;
        var bits = BitConverter.DoubleToUInt64Bits(result.Loss).ToString("x16", CultureInfo.InvariantCulture);
        var record = new JsonObject
        {
            ["loss"] = double.IsNaN(result.Loss) ? null : bits,
            ["params"] = trial.Parameters.Canonical,
            ["seeds"] = new JsonArray([.. trial.Seeds.Select(seed => (JsonNode?)seed.ToString(CultureInfo.InvariantCulture))]),
            ["status"] = TrialStatusText.Of(result.Status),
            ["trial"] = trial.Number,
        };
        if (trial.Continues is { } first) record["continues"] = first;
        return record;
    }
}
