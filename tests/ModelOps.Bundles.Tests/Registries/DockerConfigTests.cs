using ModelOps.Bundles.Registries.Http;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Processes;

namespace ModelOps.Bundles.Tests.Registries;

public sealed class DockerConfigTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{"auths": {"ghcr.io": {"auth": "YWRhOnBhOnNz"}}}""", "ada", "pa:ss")]
    [InlineData("""{"auths": {"https://ghcr.io": {"username": "ada", "password": "x"}}}""", "ada", "x")]
    [InlineData("""{"auths": {"https://ghcr.io/v1/": {"identitytoken": "t"}}}""", "", "t")]
    [InlineData("""{"auths": {"quay.io": {"auth": "YWRhOng="}}}""", null, null)]
    [InlineData("""{"auths": {"ghcr.io": {"auth": "not base64"}}}""", null, null)]
    [InlineData("""{"auths": {"ghcr.io": {}}}""", null, null)]
    [InlineData("[]", null, null)]
    public async Task Login_of_a_registry_is_found(string json, string? user, string? secret)
    {
        _folder.Write("config.json", json);
        var found = await FindAsync();
        (found?.Username, found?.Secret).ShouldBe((user, secret));
        (found?.ToString() ?? "").ShouldNotContain(secret ?? "nothing");
    }

    [Fact]
    public async Task Without_a_configuration_there_is_no_login() => (await FindAsync()).ShouldBeNull();

    [Fact]
    public async Task Broken_configuration_is_named()
    {
        _folder.Write("config.json", "{");
        var error = await Should.ThrowAsync<InvalidInputException>(FindAsync);
        (error.Code, error.Message.Contains(_folder["config.json"])).ShouldBe(("invalid_json", true));
    }

    [Theory]
    [InlineData("""read host; echo "{\"ServerURL\":\"$host\",\"Username\":\"ada\",\"Secret\":\"of $host\"}" """, "ada|of ghcr.io")]
    [InlineData("""echo '{"Username":"<token>","Secret":"t"}'""", "|t")]
    [InlineData("echo 'credentials not found in native keychain'; exit 1", "none")]
    [InlineData("exit 7", "credential_helper_failed")]
    [InlineData(null, "program_not_found")]
    public async Task Credential_helper_on_the_path_is_asked(string? script, string expected)
    {
        if (script is not null)
        {
            var helper = _folder.Write("bin/docker-credential-test", $"#!/bin/sh\n{script}\n");
            File.SetUnixFileMode(helper, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
        _folder.Write("config.json", """{"credHelpers": {"ghcr.io": "test"}, "auths": {"ghcr.io": {"auth": "YWRhOng="}}}""");
        var path = new Dictionary<string, string> { ["PATH"] = $"{_folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}" };
        using var child = TestProcess.StartWith(path, "login", _folder.Path);
        (await child.ReadToEndAsync()).Trim().ShouldBe(expected);
    }

    private Task<RegistryCredential?> FindAsync() => DockerConfig.FindAsync("ghcr.io", _folder.Path, TestContext.Current.CancellationToken);
}
