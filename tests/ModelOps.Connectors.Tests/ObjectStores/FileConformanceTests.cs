namespace ModelOps.Connectors.Tests.ObjectStores;

public sealed class FileConformanceTests(FileFixture fixture) : ConditionalWriteConformance(fixture), IClassFixture<FileFixture>;
