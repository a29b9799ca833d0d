namespace ModelOps.Execution.Pool;

/// <summary>Why a worker is gone.</summary>
internal enum LossCause
{
    /// <summary>It ended by itself, or something outside ended it.</summary>
    Died,

    /// <summary>We ended it: the task that it ran went over the time limit.</summary>
    TimeLimit,

    /// <summary>We ended it: what it sent was no frame, or no answer to the task that it ran.</summary>
    BrokeProtocol,

    /// <summary>We ended it: it answered a task that was answered already.</summary>
    AnsweredTwice,

    /// <summary>We ended it: nobody waits for its answers any more.</summary>
    NotNeeded,
}
