using System.Globalization;
using ModelOps.Adaptive.Rounds;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Trials;

namespace ModelOps.Testing.Studies;

/// <summary>
/// An algorithm whose every proposal depends on all that it was asked and told before, in its order, so that any deviation shows in
/// the study digest. It keeps state as a user's adapter does: asked twice it proposes two different things.
/// </summary>
/// <param name="trials">After so many proposals it has finished.</param>
public sealed class FeedbackAlgorithm(int trials) : IAskTell
{
    private string _memory = "";
    private int _proposed;
    private int _asks;

    /// <summary>How many proposals an ask returns, by the number of the ask (from 0) and the number wanted. Default: all that are wanted.</summary>
    public Func<int, int, int> Answers { get; init; } = (_, wanted) => wanted;

    /// <summary>Mixed into the proposals from a number on: not zero makes the algorithm another one.</summary>
    public Func<int, int> Whim { get; init; } = _ => 0;

    /// <summary>How often proposals repeat: the parameters take this many values. Default: practically none.</summary>
    public int DistinctProposals { get; init; } = 1_000_000_007;

    /// <summary>Results told so far.</summary>
    public int Told { get; private set; }

    /// <inheritdoc />
    public Task<IReadOnlyList<ParameterSet>> AskAsync(int round, int count, CancellationToken cancellationToken)
    {
        var answer = Math.Min(Answers(_asks++, count), trials - _proposed);
        Remember($"asked {round} {count}");
        return Task.FromResult<IReadOnlyList<ParameterSet>>([.. Enumerable.Range(0, answer).Select(_ => Propose())]);
    }

    /// <inheritdoc />
    public Task TellAsync(IReadOnlyList<TrialResult> results, CancellationToken cancellationToken)
    {
        foreach (var result in results)
        {
            var bits = BitConverter.DoubleToInt64Bits(result.Loss).ToString("x", CultureInfo.InvariantCulture);
            Remember($"told {result.Parameters.Canonical} {result.Status} {bits}");
        }
        Told += results.Count;
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<bool> FinishedAsync(CancellationToken cancellationToken) => Task.FromResult(_proposed >= trials);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private ParameterSet Propose()
    {
        Remember($"proposed {_proposed} {Whim(_proposed)}");
        _proposed++;
        var number = int.Parse(_memory.AsSpan(0, 7), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new([KeyValuePair.Create("x", ParameterValue.From((double)(number % DistinctProposals)))]);
    }

    private void Remember(string what) => _memory = Digest.Of(System.Text.Encoding.UTF8.GetBytes(_memory + what)).Hex;
}
