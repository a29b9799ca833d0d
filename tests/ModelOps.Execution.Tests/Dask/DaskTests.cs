namespace ModelOps.Execution.Tests.Dask;

/// <summary>The tests that run on clusters, one after the other: each cluster takes the machine's cores, and some tests kill every bridge.</summary>
[CollectionDefinition(Name)]
public sealed class DaskTests
{
    public const string Name = "Dask";
}
