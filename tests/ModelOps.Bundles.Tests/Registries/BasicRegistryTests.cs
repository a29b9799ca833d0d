using ModelOps.Testing.Registries;

namespace ModelOps.Bundles.Tests.Registries;

public sealed class BasicRegistryTests() : HttpRepositoryTests(RegistryAuthentication.Basic);
