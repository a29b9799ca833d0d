namespace ModelOps.Adaptive.Search;

/// <summary>What a search draws random numbers for: a part of the key of its stream, so the values never change.</summary>
internal enum RandomPurpose : uint
{
    /// <summary>Points of the random search, by round.</summary>
    Points = 1,

    /// <summary>The shift of a scrambled Sobol design, by dimension.</summary>
    SobolShift = 2,

    /// <summary>The order of strata and the places in them of a Latin hypercube, by dimension.</summary>
    LatinHypercube = 3,

    /// <summary>Candidates of CMA-ES, by round.</summary>
    Candidates = 4,

    /// <summary>The starting means of CMA-ES, by restart.</summary>
    Restarts = 5,

    /// <summary>Candidates of TPE, by round.</summary>
    ParzenCandidates = 6,

    /// <summary>The starting simplexes of Nelder-Mead, by restart.</summary>
    Simplexes = 7,

    /// <summary>Candidates of the Gaussian process's proposals, by round.</summary>
    SurrogateCandidates = 8,

    /// <summary>Places among which the least mean of the Gaussian process is looked for, by round.</summary>
    Recommendations = 9,

    /// <summary>Particles of ABC-SMC, by round.</summary>
    Particles = 10,

    /// <summary>Trials around the place of the least loss, by round.</summary>
    Shells = 11,
}
