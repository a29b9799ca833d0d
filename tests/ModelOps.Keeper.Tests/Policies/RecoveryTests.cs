using ModelOps.Keeper.Policies;
using ModelOps.Keeper.Signals;

namespace ModelOps.Keeper.Tests.Policies;

public sealed class RecoveryTests
{
    private static readonly Dictionary<string, int> Knobs = new(StringComparer.Ordinal) { ["concurrency"] = 4 };

    [Theory]
    [InlineData("SSS", "---")]
    [InlineData("ISSS", "-R-L")]
    [InlineData("ISSSS", "-R-L-")]
    [InlineData("ISUSS", "-R--L")]
    [InlineData("ISISSS", "-R-R-L")]
    [InlineData("IUUS", "---R")]
    public void Recovery_begins_when_the_trouble_ends_and_locks_after_two_stable_judgements(string judgements, string marks)
    {
        var (state, found) = (RecoveryState.Start, "");
        foreach (var judgement in judgements)
        {
            (state, var mark) = Recovery.Next(state, Signals(judgement), Knobs);
            found += mark?.Reason switch { "recover" => 'R', "relock" => 'L', _ => '-' };
        }
        found.ShouldBe(marks);
    }

    [Fact]
    public void Locked_profile_is_the_one_that_proved_stable()
    {
        var (state, _) = Recovery.Next(RecoveryState.Start, Signals('S'), Knobs);
        state.StableProfile.ShouldBe(Knobs);
        Recovery.Next(state, Signals('I'), new Dictionary<string, int>(StringComparer.Ordinal) { ["concurrency"] = 1 }).State.StableProfile.ShouldBe(Knobs);
    }

    private static SignalSet Signals(char judgement) => new()
    {
        Drift = judgement == 'I', Burst = false, Straggler = false, GpuSaturated = false, Trusted = judgement == 'S', Notes = [],
    };
}
