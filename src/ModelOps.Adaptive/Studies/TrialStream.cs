using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Errors;

namespace ModelOps.Adaptive.Studies;

/// <summary>
/// The trials of a study one after the other, for who needs no state of the whole: only those in work are in memory. What the events
/// must fulfil is the same as in <see cref="StudyState"/>, the study digest included.
/// </summary>
public static class TrialStream
{
    /// <summary>The trials in the order of their numbers, each with all that the events say of it.</summary>
    /// <param name="header">The study.</param>
    /// <param name="events">Its events behind the first one.</param>
    /// <exception cref="CorruptDataException">Code <c>corrupt_study</c>.</exception>
    public static IEnumerable<Trial> Of(StudyHeader header, IEnumerable<StudyEvent> events)
    {
        var (open, chain) = (new Queue<Trial>(), new DigestChain(header.ChainStart));
        var asked = 0;
        foreach (var next in events)
        {
            switch (next)
            {
                case StudyEvent.RoundAppended round:
                    foreach (var (parameters, seeds) in round.Proposals) open.Enqueue(new(asked++, round.Round, parameters, seeds));
                    break;
                case StudyEvent.ReplicateRecorded(var result):
                    if (!Find(header, open, result.Trial).TryRecord(result)) throw Corrupt(header, $"replicate {result.Replicate} of trial {result.Trial} is recorded twice");
                    break;
                case StudyEvent.TrialTold told:
                    Tell(Find(header, open, told.Trial), told);
                    break;
                case StudyEvent.Stopped stopped when open.Count == 0 && stopped.Digest != chain.Current:
                    throw Corrupt(header, $"it ended with the study digest {stopped.Digest}, and its trials give {chain.Current}");
            }
            while (open.TryPeek(out var first) && first.Result is not null)
            {
                chain.Append(first);
                yield return open.Dequeue();
            }
        }
        foreach (var unfinished in open) yield return unfinished;
    }

    private static void Tell(Trial trial, StudyEvent.TrialTold told) => trial.Tell(new(trial.Parameters, told.Status, told.Loss), told.Losses, told.Failure);

    private static Trial Find(StudyHeader header, Queue<Trial> open, int number) =>
        open.FirstOrDefault(trial => trial.Number == number) ?? throw Corrupt(header, $"there is no trial {number}, or it has its result");

    private static CorruptDataException Corrupt(StudyHeader header, string what) => new("corrupt_study", $"The events of run {header.Run} do not fit together: {what}.");
}
