namespace ModelOps.EndToEnd.Tests.Clusters;

/// <summary>The tests that start clusters, one after the other: each takes the machine's cores.</summary>
[CollectionDefinition(Name)]
public sealed class ClusterTests
{
    public const string Name = "Clusters";
}
