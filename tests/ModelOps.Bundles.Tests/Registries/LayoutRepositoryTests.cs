using ModelOps.Bundles.Registries;
using ModelOps.Bundles.Registries.Layouts;
using ModelOps.Testing.Folders;

namespace ModelOps.Bundles.Tests.Registries;

public sealed class LayoutRepositoryTests : RepositoryConformance, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private protected override Task<IRepository> CreateAsync() => Task.FromResult<IRepository>(new LayoutRepository(_folder["layout"], TimeProvider.System));
}
