using ModelOps.Testing.Registries;

namespace ModelOps.Bundles.Tests.Registries;

public sealed class AnonymousRegistryTests() : HttpRepositoryTests(RegistryAuthentication.None);
