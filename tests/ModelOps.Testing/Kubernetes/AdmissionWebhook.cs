using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModelOps.Testing.Kubernetes;

/// <summary>
/// Stands in for the admission of pods of one namespace, as security and quota plug-ins do it: the API server asks it about each pod that is to be
/// made, dry runs included.
/// </summary>
public sealed class AdmissionWebhook : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<JsonElement> _requests = new();
    private readonly KubeApiServer _server;
    private readonly X509Certificate2 _certificate;
    private readonly string _name;
    private readonly string? _refusal;
    private readonly Task _loop;

    private AdmissionWebhook(KubeApiServer server, string @namespace, string? refusal)
    {
        (_server, _name, _refusal, _certificate) = (server, @namespace + ".pods.example.com", refusal, server.Certificate());
        _listener.Start();
        _loop = Task.Run(ListenAsync);
    }

    /// <summary>The requests so far, as an <c>AdmissionReview</c> has them.</summary>
    public IReadOnlyList<JsonElement> Requests => [.. _requests];

    /// <summary>Begins to answer for a namespace that <see cref="KubeFixture.NamespaceAsync"/> made.</summary>
    /// <param name="server">The server.</param>
    /// <param name="namespace">The namespace.</param>
    /// <param name="refusal">What every pod is refused with; <see langword="null"/> admits all.</param>
    public static async Task<AdmissionWebhook> StartAsync(KubeApiServer server, string @namespace, string? refusal)
    {
        var webhook = new AdmissionWebhook(server, @namespace, refusal);
        var port = ((IPEndPoint)webhook._listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        await server.ApplyAsync($$"""
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingWebhookConfiguration
            metadata: {name: {{webhook._name}} }
            webhooks:
            - name: {{webhook._name}}
              clientConfig: {url: "https://127.0.0.1:{{port}}/", caBundle: {{server.AuthorityBase64}} }
              rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods], scope: Namespaced}]
              namespaceSelector: {matchLabels: {test: {{@namespace}} } }
              admissionReviewVersions: [v1]
              sideEffects: None
              failurePolicy: Fail
            """);
        return webhook;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _server.KubectlAsync(KubeApiServer.Admin, "delete", "validatingwebhookconfiguration", _name);
        await _end.CancelAsync();
        _listener.Stop();
        await _loop;
        _certificate.Dispose();
        _end.Dispose();
    }

    private async Task ListenAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true) connections.Add(AnswerAllAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task AnswerAllAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            await using var stream = new SslStream(client.GetStream());
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _end.Token);
            while (await ReadBodyAsync(stream) is { } body)
            {
                var answer = Encoding.UTF8.GetBytes(Review(body));
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {answer.Length}\r\n\r\n"), _end.Token);
                await stream.WriteAsync(answer, _end.Token);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or IOException)
        {
            // The test or the server has closed the connection.
        }
    }

    private string Review(byte[] body)
    {
        var request = JsonSerializer.Deserialize<JsonElement>(body).GetProperty("request");
        _requests.Enqueue(request);
        var response = new JsonObject { ["uid"] = request.GetProperty("uid").GetString(), ["allowed"] = _refusal is null };
        if (_refusal is not null) response["status"] = new JsonObject { ["code"] = 403, ["message"] = _refusal };
        return new JsonObject { ["apiVersion"] = "admission.k8s.io/v1", ["kind"] = "AdmissionReview", ["response"] = response }.ToJsonString();
    }

    // One HTTP/1.1 request with a length; null at the end of the connection.
    private async Task<byte[]?> ReadBodyAsync(SslStream stream)
    {
        var length = -1;
        for (var line = await ReadLineAsync(stream); line is not ""; line = await ReadLineAsync(stream))
        {
            if (line is null) return null;
            if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) length = int.Parse(line.AsSpan("Content-Length:".Length), CultureInfo.InvariantCulture);
        }
        var body = new byte[length];
        await stream.ReadExactlyAsync(body, _end.Token);
        return body;
    }

    private async Task<string?> ReadLineAsync(SslStream stream)
    {
        var (text, one) = (new StringBuilder(), new byte[1]);
        while (await stream.ReadAsync(one, _end.Token) == 1)
        {
            if (one[0] == '\n') return text.ToString().TrimEnd('\r');
            text.Append((char)one[0]);
        }
        return null;
    }
}
