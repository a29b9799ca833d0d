namespace ModelOps.Testing.Registries;

/// <summary>How a registry lets users in.</summary>
public enum RegistryAuthentication
{
    /// <summary>Everybody may do everything.</summary>
    None,

    /// <summary>Basic authentication against a password file.</summary>
    Basic,

    /// <summary>Tokens of a server of the test kit.</summary>
    Bearer,
}
