using System.Text.RegularExpressions;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Prerequisites;

namespace ModelOps.Testing.Registries;

/// <summary>Debian's <c>docker-registry</c>, the distribution project's registry, on a free port, with its data in a temporary folder.</summary>
public sealed partial class DockerRegistry : IAsyncDisposable
{
    /// <summary>The user that registries with authentication know.</summary>
    public const string User = "ada";

    /// <summary>The user's password.</summary>
    public const string Password = "lovelace";

    private const string Program = "docker-registry";

    // The password's bcrypt hash, as htpasswd -B writes it.
    private const string PasswordFile = "ada:$2y$05$sRu1aoD7r/Y9i38Mxh7rNOvJk0kyKnDq9ngi0l4//NIzOeixkxaaO\n";

    private readonly TemporaryFolder _folder = new();
    private readonly TokenServer? _tokens;
    private readonly RunningCommand _running;

    private DockerRegistry(RegistryAuthentication authentication)
    {
        _tokens = authentication == RegistryAuthentication.Bearer ? new(User, Password) : null;
        _folder.Write("htpasswd", PasswordFile);
        _folder.Write("token.pem", _tokens?.CertificatePem ?? "");
        var configuration = $$"""
            version: 0.1
            log:
              accesslog: {disabled: true}
            storage:
              filesystem: {rootdirectory: "{{_folder["data"]}}"}
              delete: {enabled: true}
            http: {addr: "127.0.0.1:0", secret: test}

            """;
        configuration += authentication switch
        {
            RegistryAuthentication.Basic => $$"""auth: {htpasswd: {realm: test, path: "{{_folder["htpasswd"]}}"} }""",
            RegistryAuthentication.Bearer => _tokens!.ToConfiguration(_folder["token.pem"]),
            _ => "",
        };
        var path = _folder.Write("config.yml", configuration);
        _running = RunningCommand.Start(Program, ["serve", path], _folder.Path, new Dictionary<string, string?> { ["OTEL_TRACES_EXPORTER"] = null });
    }

    /// <summary>The host and port.</summary>
    public string Host { get; private set; } = "";

    /// <summary>The folder with its blobs and tags.</summary>
    public string DataFolder => _folder["data"];

    /// <summary>Starts a registry; skips the test where the program is missing.</summary>
    public static async Task<DockerRegistry> StartAsync(RegistryAuthentication authentication = RegistryAuthentication.None)
    {
        var isInstalled = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, Program)));
        Prerequisite.Require(isInstalled, Program, "apt-get install docker-registry");
        var registry = new DockerRegistry(authentication);
        await Eventually.TrueAsync(() => registry._running.HasEnded || Listening().IsMatch(registry._running.ErrorsSoFar), "docker-registry listens");
        if (registry._running.HasEnded) throw new InvalidOperationException($"docker-registry ended: {registry._running.ErrorsSoFar}");
        registry.Host = Listening().Match(registry._running.ErrorsSoFar).Groups["host"].Value;
        return registry;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // Its end is waited for: what still writes would be in the way of removing its folder.
        _running.KillAll();
        await _running.EndAsync();
        _running.Dispose();
        if (_tokens is not null) await _tokens.DisposeAsync();
        _folder.Dispose();
    }

    [GeneratedRegex(@"listening on (?<host>127\.0\.0\.1:\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();
}
