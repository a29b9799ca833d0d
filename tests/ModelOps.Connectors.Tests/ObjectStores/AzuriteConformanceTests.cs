namespace ModelOps.Connectors.Tests.ObjectStores;

public sealed class AzuriteConformanceTests(AzuriteFixture fixture) : ConditionalWriteConformance(fixture), IClassFixture<AzuriteFixture>;
