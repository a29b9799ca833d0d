namespace ModelOps.Connectors.Tests.ObjectStores;

public sealed class S3rverConformanceTests(S3rverFixture fixture) : ObjectStoreConformance(fixture), IClassFixture<S3rverFixture>;
