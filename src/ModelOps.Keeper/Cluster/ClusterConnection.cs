using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelOps.Connectors.Kubectl;
using ModelOps.Contracts.Errors;

namespace ModelOps.Keeper.Cluster;

/// <summary>The requests that the keeper makes of an API server, through one call of kubectl. Safe for many at a time.</summary>
public sealed class ClusterConnection : IDisposable
{
    /// <summary>Who changes fields, for <c>managedFields</c>.</summary>
    public const string FieldManager = "modekeeper";

    /// <summary>How many requests are made at a time where many are to be made.</summary>
    public const int Parallelism = 8;

    private const string Json = "application/json";
    private const string MergePatchType = "application/merge-patch+json";

    private readonly KubectlProxy _proxy;

    private ClusterConnection(KubectlProxy proxy) => _proxy = proxy;

    /// <summary>Connects without knowing the server's address.</summary>
    /// <param name="tool">The kubectl, with its context.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OutsideException">kubectl is missing, hangs or ends at once. The server is not asked yet.</exception>
    public static Task<ClusterConnection> OpenAsync(KubectlTool tool, CancellationToken cancellationToken) => OpenAsync(tool, null, cancellationToken);

    /// <summary>Connects.</summary>
    /// <param name="tool">The kubectl, with its context.</param>
    /// <param name="server">The API server's address; <see langword="null"/> if it is not known.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OutsideException">kubectl is missing, hangs or ends at once. The server is not asked yet.</exception>
    public static async Task<ClusterConnection> OpenAsync(KubectlTool tool, string? server, CancellationToken cancellationToken) =>
        new(await KubectlProxy.StartAsync(tool, server, cancellationToken));

    /// <summary>Reads a Deployment.</summary>
    public Task<ApiAnswer> GetDeploymentAsync(string @namespace, string name, CancellationToken cancellationToken) =>
        GetAsync($"/apis/apps/v1/namespaces/{@namespace}/deployments/{name}", cancellationToken);

    /// <summary>Reads a namespace.</summary>
    public Task<ApiAnswer> GetNamespaceAsync(string @namespace, CancellationToken cancellationToken) =>
        GetAsync($"/api/v1/namespaces/{@namespace}", cancellationToken);

    /// <summary>Lists the ResourceQuotas of a namespace.</summary>
    public Task<ApiAnswer> GetQuotasAsync(string @namespace, CancellationToken cancellationToken) =>
        GetAsync($"/api/v1/namespaces/{@namespace}/resourcequotas", cancellationToken);

    /// <summary>Patches a Deployment, if it is still the one that was read.</summary>
    /// <param name="live">The Deployment as it was read: its resource version is the precondition.</param>
    /// <param name="patch">A JSON merge patch.</param>
    /// <param name="dryRun">Whether the server is to do everything but keep the result.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public Task<ApiAnswer> PatchAsync(LiveDeployment live, JsonElement patch, bool dryRun, CancellationToken cancellationToken)
    {
        var body = JsonObject.Create(patch)!.DeepClone().AsObject();
        if (body["metadata"] is not JsonObject metadata) body["metadata"] = metadata = [];
        metadata["resourceVersion"] = live.ResourceVersion;
        var query = $"fieldManager={FieldManager}{(dryRun ? "&dryRun=All" : "")}";
        var path = $"/apis/apps/v1/namespaces/{live.Namespace}/deployments/{live.Name}?{query}";
        return SendAsync(HttpMethod.Patch, path, body, MergePatchType, cancellationToken);
    }

    /// <summary>Asks whether a pod would be admitted; none is made.</summary>
    public Task<ApiAnswer> DryRunPodAsync(string @namespace, JsonObject pod, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{@namespace}/pods?fieldManager={FieldManager}&dryRun=All", pod, Json, cancellationToken);

    /// <summary>Asks whether this user may do something; <see langword="null"/> if the server does not say.</summary>
    public async Task<bool?> MayAsync(string @namespace, RbacRule right, CancellationToken cancellationToken)
    {
        var question = new JsonObject
        {
            ["apiVersion"] = "authorization.k8s.io/v1",
            ["kind"] = "SelfSubjectAccessReview",
            ["spec"] = new JsonObject
            {
                ["resourceAttributes"] = new JsonObject
                {
                    ["namespace"] = @namespace, ["verb"] = right.Verbs[0], ["group"] = right.ApiGroups[0], ["resource"] = right.Resources[0],
                },
            },
        };
        var answer = await SendAsync(HttpMethod.Post, "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", question, Json, cancellationToken);
        return answer.Ok && answer.Body.TryGetProperty("status", out var status) && status.TryGetProperty("allowed", out var allowed)
            ? allowed.ValueKind == JsonValueKind.True
            : null;
    }

    /// <inheritdoc />
    public void Dispose() => _proxy.Dispose();

    private Task<ApiAnswer> GetAsync(string path, CancellationToken cancellationToken) =>
        CheckedAsync(_proxy.SendAsync(HttpMethod.Get, path, default, Json, cancellationToken));

    private Task<ApiAnswer> SendAsync(HttpMethod method, string path, JsonObject body, string type, CancellationToken cancellationToken) =>
        CheckedAsync(_proxy.SendAsync(method, path, Encoding.UTF8.GetBytes(body.ToJsonString()), type, cancellationToken));

    // Who is not known to the server is known for nothing: no single answer is worth reporting.
    private static async Task<ApiAnswer> CheckedAsync(Task<ApiAnswer> sent)
    {
        var answer = await sent;
        return answer.Status == HttpStatusCode.Unauthorized
            ? throw new OutsideException("cluster_unauthorized", $"The API server does not accept the credentials of the context: {answer.Message}", "Log in again, then repeat the command.")
            : answer;
    }
}
