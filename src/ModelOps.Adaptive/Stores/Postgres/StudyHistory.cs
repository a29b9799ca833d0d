using ModelOps.Adaptive.Stores.Journals;
using ModelOps.Adaptive.Studies;
using ModelOps.Contracts.Errors;

namespace ModelOps.Adaptive.Stores.Postgres;

/// <summary>This process's copy of a study's events and their sum, as far as they have been read. Safe for several threads.</summary>
internal sealed class StudyHistory(string run)
{
    private readonly List<StudyEvent> _events = [];
    private readonly Lock _gate = new();
    private StudyState? _state;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How many events are known.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _events.Count;
        }
    }

    /// <summary>The sum of the events, looked at while nothing is added; it has forgotten the trials that are done with.</summary>
    public T Look<T>(Func<StudyState, T> look)
    {
        lock (_gate) return look(State);
    }

    /// <summary>The events after the first so many.</summary>
    public IReadOnlyList<StudyEvent> After(int count)
    {
        lock (_gate) return _events.GetRange(count, _events.Count - count);
    }

    /// <summary>Adds the event of a position, unless it is known.</summary>
    /// <exception cref="CorruptDataException">It is no event, does not fit, or one before it is missing.</exception>
    public void Add(int position, byte[] body)
    {
        lock (_gate)
        {
            if (position < _events.Count) return;
            if (position > _events.Count) throw Corrupt($"has no event {_events.Count}");
            var next = JournalCodec.Decode(body, position);
            if (_state is not null) _state.Apply(next);
            else if (next is StudyEvent.Created created) _state = new(created.Header);
            else throw Corrupt("does not begin with its creation");
            _state.Forget(_state.TerminalRounds);
            _events.Add(next);
        }
    }

    /// <summary>Wakes those who wait: there are more events, it is time to look for free trials, or waiting is in vain.</summary>
    public void Wake(ModelOpsException? fault = null)
    {
        TaskCompletionSource changed;
        lock (_gate) (changed, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (fault is null) changed.SetResult();
        else changed.SetException(fault);
    }

    /// <summary>Completes with the number of events, at once if there are more than so many and otherwise when woken.</summary>
    public async Task<int> WaitAsync(int after, CancellationToken cancellationToken)
    {
        Task changed;
        lock (_gate)
        {
            if (_events.Count > after) return _events.Count;
            changed = _changed.Task;
        }
        await changed.WaitAsync(cancellationToken);
        return Count;
    }

    private StudyState State => _state ?? throw Corrupt("has no events");

    private CorruptDataException Corrupt(string what) => new("corrupt_study", $"Run '{run}' in the shared store {what}.");
}
