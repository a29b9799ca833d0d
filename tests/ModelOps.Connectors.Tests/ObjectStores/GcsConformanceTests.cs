namespace ModelOps.Connectors.Tests.ObjectStores;

public sealed class GcsConformanceTests(GcsFixture fixture) : ConditionalWriteConformance(fixture), IClassFixture<GcsFixture>;
