namespace ModelOps.Keeper.Fleet;

/// <summary>The report <c>policy_propagation_latest.json</c>: what would have to change; nothing is changed.</summary>
/// <param name="GeneratedAt">When, RFC 3339 in UTC.</param>
/// <param name="Policy">What the fleet should follow.</param>
/// <param name="Contexts">The contexts in the order of the command line.</param>
public sealed record PolicyReport(string GeneratedAt, FleetPolicy Policy, IReadOnlyList<PolicyContext> Contexts)
{
    /// <summary>Always <c>policy_propagation.v0</c>.</summary>
    public string Schema { get; } = "policy_propagation.v0";

    /// <summary>How many Deployments would have to change.</summary>
    public int ChangesRequired => Contexts.Sum(context => context.Deployments.Count(step => step.ChangeRequired));

    /// <summary>The report of a fleet.</summary>
    public static PolicyReport Of(string generatedAt, FleetPolicy policy, IReadOnlyList<FleetContext> contexts)
    {
        var desired = new PolicyVersion(policy.Ref, policy.VersionShort);
        return new(generatedAt, policy, [.. contexts.Select(context => new PolicyContext(context.Context, [.. context.Deployments.Select(Step)], context.Error))]);

        PolicyStep Step(FleetDeployment deployment)
        {
            var current = new PolicyVersion(deployment.PolicyRef, deployment.PolicyVersion);
            return new(deployment.Namespace, deployment.Name, current, desired, current, current != desired);
        }
    }
}
