using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Registries;

namespace ModelOps.Testing.Kubernetes;

/// <summary>
/// A small API server for what the real one can't do on demand: pods with logs, and answers that are late, cut or malformed. kubectl finds what it
/// needs to know of Deployments and pods in it.
/// </summary>
public sealed class KubeHttpServer : IAsyncDisposable
{
    private const string Discovery = """
        {"/api": {"kind": "APIVersions", "versions": ["v1"]},
         "/apis": {"kind": "APIGroupList", "apiVersion": "v1", "groups": [{"name": "apps", "versions": [{"groupVersion": "apps/v1", "version": "v1"}], "preferredVersion": {"groupVersion": "apps/v1", "version": "v1"}}]},
         "/api/v1": {"kind": "APIResourceList", "groupVersion": "v1", "resources": [
           {"name": "pods", "singularName": "", "namespaced": true, "kind": "Pod", "verbs": ["get", "list", "create"], "shortNames": ["po"]},
           {"name": "pods/log", "singularName": "", "namespaced": true, "kind": "Pod", "verbs": ["get"]},
           {"name": "namespaces", "singularName": "", "namespaced": false, "kind": "Namespace", "verbs": ["get", "list"], "shortNames": ["ns"]}]},
         "/apis/apps/v1": {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "apps/v1", "resources": [
           {"name": "deployments", "singularName": "", "namespaced": true, "kind": "Deployment", "verbs": ["get", "list", "patch"], "shortNames": ["deploy"]}]},
         "/version": {"major": "1", "minor": "30", "gitVersion": "v1.30.0", "goVersion": "go1.22", "compiler": "gc", "platform": "linux/amd64"}}
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly HttpServer _server;
    private readonly ConcurrentDictionary<string, Func<HttpListenerContext, Task>> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _requests = new();

    /// <summary>Starts a server that knows nothing but its version and its kinds.</summary>
    public KubeHttpServer()
    {
        foreach (var pair in JsonDocument.Parse(Discovery).RootElement.EnumerateObject()) Answer(pair.Name, pair.Value.GetRawText());
        _server = new(HandleAsync);
        _folder.Write("kubeconfig", $$"""
            {"apiVersion": "v1", "kind": "Config", "current-context": "fake", "contexts": [{"name": "fake", "context": {"cluster": "fake", "user": "fake"} }],
             "clusters": [{"name": "fake", "cluster": {"server": "http://{{_server.Host}}"} }], "users": [{"name": "fake", "user": {} }]}
            """);
    }

    /// <summary>A kubeconfig whose current context is this server.</summary>
    public string KubeConfigPath => _folder["kubeconfig"];

    /// <summary>The variables that lead kubectl here, with a cache of its own.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["KUBECONFIG"] = KubeConfigPath, ["HOME"] = _folder.Path,
    };

    /// <summary>The requests so far: path and query.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Answers a path with a text.</summary>
    public void Answer(string path, string text, HttpStatusCode status = HttpStatusCode.OK, string type = "application/json") => Handle(path, async context =>
    {
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = type;
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
    });

    /// <summary>Answers a path in any way; what is thrown breaks the connection.</summary>
    public void Handle(string path, Func<HttpListenerContext, Task> answer) => _answers[path] = answer;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private async Task HandleAsync(HttpListenerContext context)
    {
        _requests.Enqueue(context.Request.RawUrl!);
        var path = context.Request.Url!.AbsolutePath;
        // A path with its query goes before the path alone.
        if (_answers.TryGetValue(context.Request.RawUrl!, out var answer) || _answers.TryGetValue(path, out answer))
        {
            await answer(context);
            return;
        }
        context.Response.StatusCode = (int)HttpStatusCode.NotFound;
        context.Response.ContentType = "application/json";
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(
            $$"""{"kind": "Status", "apiVersion": "v1", "status": "Failure", "message": "{{path}} not found", "reason": "NotFound", "code": 404}"""));
    }
}
