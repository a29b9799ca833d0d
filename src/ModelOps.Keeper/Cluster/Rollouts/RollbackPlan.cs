using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;
using ModelOps.Keeper.Plans;
using ModelOps.Keeper.Reports;

namespace ModelOps.Keeper.Cluster.Rollouts;

/// <summary>
/// <c>rollback_plan_latest.json</c>: the values that Deployments had before a change. It is on disk before the first change is made, so that also an
/// apply that was killed can be taken back.
/// </summary>
/// <param name="KubectlContext">The cluster's context; <see langword="null"/> if there is none.</param>
/// <param name="Server">The API server's address.</param>
/// <param name="FromVerifyReport">The verification of the change.</param>
/// <param name="PlanDigest">Digest of the plan that changes.</param>
/// <param name="Items">One entry a Deployment, in the order of the change.</param>
public sealed record RollbackPlan(string? KubectlContext, string? Server, string? FromVerifyReport, string PlanDigest, IReadOnlyList<RollbackItem> Items)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "rollback_plan_latest.json";

    /// <summary>What the names of the dated copies begin with.</summary>
    public const string Prefix = "rollback_plan";

    private const string Version = "rollback_plan.v1";
    private const string RestoreMode = "restore";

    /// <summary>Always <c>rollback_plan.v1</c>.</summary>
    public string SchemaVersion { get; init; } = Version;

    /// <summary>Always <c>restore</c>: the values are those of the cluster.</summary>
    public string Mode { get; init; } = RestoreMode;

    /// <summary>Whether the change came to its end, good or bad; one that was killed left <see langword="false"/>.</summary>
    public bool Ended { get; init; }

    /// <summary>The JSON form.</summary>
    public static JsonTypeInfo<RollbackPlan> JsonType => RolloutsJson.Default.RollbackPlan;

    /// <summary>The changes that restore, as a plan.</summary>
    public Plan ToPlan() => new([.. Items.Select(item => new PlanItem(item.Namespace, item.Name, item.Patch) { Reason = "rollback" })]);

    /// <summary>The plan that an earlier attempt at the same change on the same server left, if that was killed.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="server">The API server's address.</param>
    /// <param name="planDigest">Digest of the plan that changes.</param>
    public static RollbackPlan? OfKilledAttempt(string path, string? server, string planDigest)
    {
        try
        {
            return Read(path) is { Ended: false } plan && plan.Server == server && plan.PlanDigest == planDigest ? plan : null;
        }
        catch (InvalidPlanException)
        {
            // None, or one of another make: nothing is to be learnt from it.
            return null;
        }
    }

    /// <summary>Reads such a file.</summary>
    /// <param name="path">Absolute.</param>
    /// <exception cref="InvalidPlanException">It is not there, or is none.</exception>
    public static RollbackPlan Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = InputFile.Read(path);
        }
        catch (InvalidInputException cause)
        {
            throw new InvalidPlanException(PlanFault.NotFound, cause.Message, inner: cause);
        }
        try
        {
            using var document = StrictJson.Parse(bytes, path);
            var plan = document.RootElement.Deserialize(RolloutsJson.Default.RollbackPlan);
            return Checked(plan, path);
        }
        catch (InvalidInputException cause)
        {
            throw new InvalidPlanException(PlanFault.InvalidJson, cause.Message, inner: cause);
        }
        catch (JsonException cause)
        {
            throw Shape(path, cause.Message, cause);
        }
    }

    private static RollbackPlan Checked(RollbackPlan? plan, string path)
    {
        if (plan?.SchemaVersion != Version) throw Shape(path, $"its schema_version is '{plan?.SchemaVersion}', expected '{Version}'");
        if (plan.Mode != RestoreMode) throw Shape(path, $"its mode is '{plan.Mode}', expected '{RestoreMode}': only such a plan has the values to restore");
        if (plan.Items is null) throw Shape(path, "it has no items");
        // Names, patches and duplicates are those of any plan: what is written is read again under its rules.
        _ = PlanFile.Parse(Encoding.UTF8.GetBytes(PlanFile.Text(Safe(plan, path).ToPlan())), path);
        return plan;
    }

    private static RollbackPlan Safe(RollbackPlan plan, string path)
    {
        for (var i = 0; i < plan.Items.Count; i++)
        {
            var item = plan.Items[i];
            if (item is null || item.Namespace is null || item.Name is null || string.IsNullOrEmpty(item.Uid) || item.Patch.ValueKind != JsonValueKind.Object || item.AppliedPatch.ValueKind != JsonValueKind.Object)
                throw new InvalidPlanException(PlanFault.InvalidItem, $"Item {i} of '{path}' is not usable: expected namespace, name, uid, patch and applied_patch.", i);
        }
        return plan;
    }

    private static InvalidPlanException Shape(string path, string found, Exception? cause = null) =>
        new(PlanFault.InvalidShape, $"'{path}' is no rollback plan: {found}.", inner: cause);
}
