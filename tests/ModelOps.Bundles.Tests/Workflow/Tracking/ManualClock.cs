namespace ModelOps.Bundles.Tests.Workflow.Tracking;

/// <summary>A clock that stands where a test puts it, measured from the machine's.</summary>
internal sealed class ManualClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
