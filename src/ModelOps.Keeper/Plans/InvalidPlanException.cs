using ModelOps.Contracts.Errors;

namespace ModelOps.Keeper.Plans;

/// <summary>A plan that can't be used. Exit status 2.</summary>
public sealed class InvalidPlanException : ModelOpsException
{
    /// <param name="fault">What is wrong.</param>
    /// <param name="message">What happened, and what was expected.</param>
    /// <param name="index">The item, from 0; <see langword="null"/> if it is about the whole.</param>
    /// <param name="inner">The cause.</param>
    public InvalidPlanException(PlanFault fault, string message, int? index = null, Exception? inner = null)
        : base("plan_" + NameOf(fault), message, inner: inner)
    {
        (Fault, Index) = (fault, index);
    }

    /// <summary>What is wrong.</summary>
    public PlanFault Fault { get; }

    /// <summary>The item at fault, from 0; <see langword="null"/> if it is about the whole.</summary>
    public int? Index { get; }

    /// <summary>What is wrong, as explanations name it: <c>not_found</c>, <c>invalid_json</c>, <c>invalid_shape</c> or <c>invalid_item</c>.</summary>
    public string Kind => NameOf(Fault);

    private static string NameOf(PlanFault fault) => fault switch
    {
        PlanFault.NotFound => "not_found",
        PlanFault.InvalidJson => "invalid_json",
        PlanFault.InvalidShape => "invalid_shape",
        _ => "invalid_item",
    };
}
