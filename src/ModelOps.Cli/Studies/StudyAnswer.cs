namespace ModelOps.Cli.Studies;

/// <summary>What is known of a run: the answer of <c>run</c> and <c>status</c>.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Status"><c>unfinished</c>, or why it ended, such as <c>max_trials</c>.</param>
/// <param name="StudyDigest">The digest of the trials that have a result, up to the first that has none.</param>
/// <param name="Reproducible">Whether every outcome depended on the model alone.</param>
/// <param name="Environmental">How many replicates, or calls of a user's target, the machine ended: time limit, memory, lost worker.</param>
/// <param name="Trials">How many trials have a result.</param>
/// <param name="Failed">How many of them failed or timed out.</param>
/// <param name="Simulations">How many simulations have a result.</param>
/// <param name="Best">The completed trial with the smallest loss; null if there is none.</param>
/// <param name="Answer">What <c>builtin:auto</c> answers, confirmed on fresh seeds; null for other algorithms and until it is.</param>
/// <param name="PlaceholderLoss">Whether the loss is the mean of the parameter values, for want of an objective.</param>
/// <param name="SpecDigest">The identity of the spec.</param>
/// <param name="ContentDigest">The identity of model and data.</param>
/// <param name="Platform">What the model runs on.</param>
/// <param name="Failures">The replicates that did not complete, each with the command that runs it again.</param>
internal sealed record StudyAnswer(
    string Run,
    string Status,
    string StudyDigest,
    bool Reproducible,
    long Environmental,
    int Trials,
    int Failed,
    long Simulations,
    BestTrial? Best,
    AnswerOfStudy? Answer,
    bool PlaceholderLoss,
    string SpecDigest,
    string ContentDigest,
    IReadOnlyDictionary<string, string> Platform,
    IReadOnlyList<FailedReplicate> Failures);
