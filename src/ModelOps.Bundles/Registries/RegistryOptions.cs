namespace ModelOps.Bundles.Registries;

/// <summary>How a registry is spoken to.</summary>
public sealed record RegistryOptions
{
    /// <summary>The user's name for registries that ask for one; <see langword="null"/>: the Docker configuration is looked at.</summary>
    public string? Username { get; init; }

    /// <summary>The password or token that belongs to <see cref="Username"/>.</summary>
    public string? Password { get; init; }

    /// <summary>Speak HTTP without TLS also to a registry that is not on this machine. Default: false.</summary>
    public bool Insecure { get; init; }

    /// <summary>How long to wait for an answer, or for the next bytes of one. Default: 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a request that failed by 429, 5xx or the network is sent again. Default: 4.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>The wait before the first retry, doubled for each further one, unless the registry says how long. Default: 200 ms.</summary>
    public TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>What a blob is uploaded in, in bytes; what is lost at most when an upload is broken off. Default: 16 MiB.</summary>
    public int ChunkBytes { get; init; } = 16 << 20;

    /// <summary>A folder in which unfinished uploads are remembered, so that another process goes on with them; <see langword="null"/>: they aren't.</summary>
    public string? UploadFolder { get; init; }

    /// <summary>Repositories of the same registry that may have blobs already: they are mounted from there instead of sent.</summary>
    public IReadOnlyList<string> MountFrom { get; init; } = [];

    /// <summary>The folder of Docker's <c>config.json</c>; <see langword="null"/>: <c>$DOCKER_CONFIG</c>, else <c>~/.docker</c>.</summary>
    public string? DockerConfigFolder { get; init; }

    /// <summary>Measures time-outs and waits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
