namespace ModelOps.Keeper.Provenance;

/// <summary>How to go back, by the names of files beside the bundle, so that a folder may move.</summary>
/// <param name="Mode"><c>restore</c> if there is a rollback plan with the previous values, else <c>none</c>.</param>
/// <param name="FromVerifyReport">The verification; null for none.</param>
/// <param name="RollbackPlanPath">The rollback plan; null for none.</param>
public sealed record RollbackReference(string Mode, string? FromVerifyReport, string? RollbackPlanPath)
{
    /// <summary>The reference that fits what lies in a folder.</summary>
    /// <param name="folder">Absolute.</param>
    /// <param name="verifyReport">The name that a verification's file has.</param>
    /// <param name="rollbackPlan">The name that a rollback plan has.</param>
    public static RollbackReference In(string folder, string verifyReport, string rollbackPlan)
    {
        var plan = File.Exists(Path.Combine(folder, rollbackPlan)) ? rollbackPlan : null;
        return new(plan is null ? "none" : "restore", File.Exists(Path.Combine(folder, verifyReport)) ? verifyReport : null, plan);
    }
}
