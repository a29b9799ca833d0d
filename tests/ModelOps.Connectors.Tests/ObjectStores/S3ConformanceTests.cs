namespace ModelOps.Connectors.Tests.ObjectStores;

public sealed class S3ConformanceTests(S3Fixture fixture) : ConditionalWriteConformance(fixture), IClassFixture<S3Fixture>;
