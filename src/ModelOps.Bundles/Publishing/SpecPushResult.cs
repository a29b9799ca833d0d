using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Transfers;

namespace ModelOps.Bundles.Publishing;

/// <summary>What a push of a spec did, or would do.</summary>
/// <param name="Bundle">The bundle.</param>
/// <param name="Push">What was, or would be, sent.</param>
public sealed record SpecPushResult(Bundle Bundle, PushResult Push);
