using ModelOps.Testing.Registries;

namespace ModelOps.Bundles.Tests.Registries;

public sealed class BearerRegistryTests() : HttpRepositoryTests(RegistryAuthentication.Bearer);
