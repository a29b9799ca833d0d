using ModelOps.Bundles.Registries;
using ModelOps.Bundles.Registries.Http;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Registries;

namespace ModelOps.Bundles.Tests.Registries;

public abstract class HttpRepositoryTests(RegistryAuthentication authentication) : RepositoryConformance, IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private DockerRegistry? _registry;

    private protected DockerRegistry Registry => _registry!;

    public async ValueTask InitializeAsync() => _registry = await DockerRegistry.StartAsync(authentication);

    public async ValueTask DisposeAsync()
    {
        if (_registry is not null) await _registry.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected override Task<IRepository> CreateAsync() =>
        Task.FromResult<IRepository>(new HttpRepository(RegistryAddress.Parse($"{Registry.Host}/team/flu"), Options));

    private protected RegistryOptions Options => new()
    {
        Username = authentication == RegistryAuthentication.None ? null : DockerRegistry.User,
        Password = DockerRegistry.Password,
        ChunkBytes = ChunkBytes,
        UploadFolder = _folder["uploads"],
        DockerConfigFolder = _folder["docker"],
    };
}
