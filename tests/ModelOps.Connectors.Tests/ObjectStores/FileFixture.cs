using ModelOps.Testing.Folders;

namespace ModelOps.Connectors.Tests.ObjectStores;

/// <summary>A folder.</summary>
public sealed class FileFixture : StoreFixture
{
    private readonly TemporaryFolder _folder = new();

    public override string Prefix => $"file://{_folder.Path}/";

    protected override Task<IReadOnlyDictionary<string, string>> StartAsync() =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

    protected override void Stop() => _folder.Dispose();
}
