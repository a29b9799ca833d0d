namespace ModelOps.Keeper.Plans;

/// <summary>What is wrong with a plan; <see cref="InvalidPlanException.Kind"/> has the names that reports use.</summary>
public enum PlanFault
{
    /// <summary>There is no such file, or it can't be read.</summary>
    NotFound,

    /// <summary>The file holds no JSON.</summary>
    InvalidJson,

    /// <summary>The JSON is neither a list nor an object.</summary>
    InvalidShape,

    /// <summary>An item lacks something, or says what can't be.</summary>
    InvalidItem,
}
