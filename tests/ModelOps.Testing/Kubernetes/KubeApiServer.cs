using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Processes;

namespace ModelOps.Testing.Kubernetes;

/// <summary>
/// A real <c>kube-apiserver</c> on a real <c>etcd</c>, on loopback ports of their own, with RBAC, an audit log, client certificates and tokens. No
/// controller runs: <see cref="KubeControllers"/> plays them. Both programs end with the test program, however that ends.
/// </summary>
public sealed class KubeApiServer : IAsyncDisposable
{
    /// <summary>The context of the administrator, who comes with a client certificate.</summary>
    public const string Admin = "admin";

    /// <summary>The users that come with a token, each a context of that name and without rights at first.</summary>
    public static readonly IReadOnlyList<string> Users = ["alice", "bob", "carol", "dave"];

    private const string AuditPolicy = "apiVersion: audit.k8s.io/v1\nkind: Policy\nomitStages: [RequestReceived]\nrules:\n- level: Metadata\n";

    // Ends the program when the test program closes its input, also by dying.
    private const string Guard = "\"$@\" </dev/null >>\"$0\" 2>&1 & server=$!; echo started; read _; kill -KILL $server 2>/dev/null; wait $server";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder _folder = new();
    private readonly int _etcdPort = FreePort();
    private readonly int _port = FreePort();
    private TestProcess? _etcd;
    private TestProcess? _apiServer;

    private HttpClient? _client;

    private KubeApiServer(string kubectl) => Kubectl = kubectl;

    private HttpClient Client => LazyInitializer.EnsureInitialized(ref _client, () =>
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(_folder["ca.crt"]));
        var handler = new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = trust, ClientCertificates = [X509Certificate2.CreateFromPemFile(_folder["admin.crt"], _folder["admin.key"])] } };
        return new HttpClient(handler);
    });

    /// <summary>The kubectl that the tests use: Debian's.</summary>
    public string Kubectl { get; }

    /// <summary>The server's address.</summary>
    public string Address => $"https://127.0.0.1:{_port}";

    /// <summary>A kubeconfig with a context for each user.</summary>
    public string KubeConfigPath => _folder["kubeconfig"];

    /// <summary>The authority that signed the server's certificate, as webhooks are told it.</summary>
    public string AuthorityBase64 => Convert.ToBase64String(File.ReadAllBytes(_folder["ca.crt"]));

    /// <summary>A certificate for a server on the loopback address that this one trusts.</summary>
    public X509Certificate2 Certificate() => X509Certificate2.CreateFromPemFile(_folder["server.crt"], _folder["server.key"]);

    /// <summary>Starts both programs; skips the test where they are not prepared.</summary>
    public static async Task<KubeApiServer> StartAsync()
    {
        var (etcd, apiServer) = (await KubeAssets.ProgramAsync("etcd"), await KubeAssets.ProgramAsync("kube-apiserver"));
        var server = new KubeApiServer(await KubeAssets.ProgramAsync("kubectl"));
        ClusterCertificates.Write(server._folder);
        server.WriteConfiguration();
        server._etcd = Launch(server._folder["etcd.log"], etcd, server.EtcdArguments());
        server._apiServer = Launch(server._folder["apiserver.log"], apiServer, server.ApiServerArguments());
        await server.ReadyAsync();
        return server;
    }

    /// <summary>Calls kubectl as a user and gives its output; it must succeed.</summary>
    public async Task<string> KubectlAsync(string user, params string[] arguments)
    {
        var (status, output) = await TestProcess.RunAsync(Kubectl, ["--kubeconfig", KubeConfigPath, "--context", user, .. arguments]);
        return status == 0 ? output : throw new InvalidOperationException($"kubectl {string.Join(' ', arguments)} ended with {status}: {output}");
    }

    /// <summary>Creates or changes objects as the administrator.</summary>
    public async Task ApplyAsync(string yaml)
    {
        using var folder = new TemporaryFolder();
        await KubectlAsync(Admin, "apply", "-f", folder.Write("objects.yaml", "# Not JSON, although it may begin like it.\n" + yaml));
    }

    /// <summary>Lets a user do something in a namespace.</summary>
    /// <param name="user">One of <see cref="Users"/>.</param>
    /// <param name="namespace">The namespace.</param>
    /// <param name="rules">The rules of a Role, in YAML.</param>
    public Task GrantAsync(string user, string @namespace, string rules) => ApplyAsync($$"""
        {apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: {{user}}, namespace: {{@namespace}} }, rules: {{rules}} }
        ---
        {apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: {{user}}, namespace: {{@namespace}} },
         roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: {{user}} }, subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: {{user}} }]}
        """);

    /// <summary>An object as the administrator sees it.</summary>
    public async Task<JsonElement> GetAsync(string @namespace, string kind, string name) =>
        JsonSerializer.Deserialize<JsonElement>(await KubectlAsync(Admin, "-n", @namespace, "get", kind, name, "-o", "json"));

    /// <summary>Asks the server as the administrator, without kubectl; the answer must be a success.</summary>
    public async Task<JsonElement> SendAsync(HttpMethod method, string path, JsonNode? body = null, string mediaType = "application/json")
    {
        using var request = new HttpRequestMessage(method, Address + path);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString());
            request.Content.Headers.ContentType = new(mediaType);
        }
        using var answer = await Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonSerializer.Deserialize<JsonElement>(text) : throw new InvalidOperationException($"{method} {path}: {text}");
    }

    /// <summary>What a user asked of the server so far.</summary>
    public IReadOnlyList<AuditEntry> Audit(string user)
    {
        using var stream = new FileStream(_folder["audit.log"], FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        var entries = new List<AuditEntry>();
        while (reader.ReadLine() is { } line)
        {
            if (!line.EndsWith('}')) continue;
            var entry = JsonSerializer.Deserialize<JsonElement>(line);
            var who = entry.GetProperty("user").GetProperty("username").GetString()!;
            if (who != user) continue;
            entries.Add(new(
                entry.GetProperty("verb").GetString()!, entry.GetProperty("requestURI").GetString()!, who,
                entry.TryGetProperty("objectRef", out var target) && target.TryGetProperty("resource", out var resource) ? resource.GetString()! : "",
                entry.TryGetProperty("responseStatus", out var status) && status.TryGetProperty("code", out var code) ? code.GetInt32() : 0));
        }
        return entries;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var process in new[] { _apiServer, _etcd }.OfType<TestProcess>())
        {
            await process.ReadToEndAsync();
            process.Dispose();
        }
        _client?.Dispose();
        _folder.Dispose();
    }

    private static TestProcess Launch(string log, string program, IEnumerable<string> arguments) =>
        TestProcess.Launch("sh", ["-c", Guard, log, program, .. arguments]);

    private string[] EtcdArguments()
    {
        var (client, peer) = ($"http://127.0.0.1:{_etcdPort}", $"http://127.0.0.1:{FreePort()}");
        return
        [
            "--data-dir", _folder["etcd"], "--listen-client-urls", client, "--advertise-client-urls", client, "--listen-peer-urls", peer,
            "--initial-advertise-peer-urls", peer, "--initial-cluster", "default=" + peer,
        ];
    }

    private string[] ApiServerArguments() =>
    [
        $"--etcd-servers=http://127.0.0.1:{_etcdPort}", "--bind-address=127.0.0.1", "--advertise-address=127.0.0.1",
        string.Create(CultureInfo.InvariantCulture, $"--secure-port={_port}"),
        $"--tls-cert-file={_folder["server.crt"]}", $"--tls-private-key-file={_folder["server.key"]}", $"--client-ca-file={_folder["ca.crt"]}",
        $"--token-auth-file={_folder["tokens.csv"]}", "--authorization-mode=RBAC", "--anonymous-auth=false",
        "--service-account-issuer=https://kubernetes.default.svc", $"--service-account-signing-key-file={_folder["sa.key"]}", $"--service-account-key-file={_folder["sa.pub"]}",
        "--service-cluster-ip-range=10.0.0.0/24", $"--audit-policy-file={_folder["audit.yaml"]}", $"--audit-log-path={_folder["audit.log"]}", "--audit-log-mode=blocking",
        $"--cert-dir={_folder["certificates"]}",
    ];

    private void WriteConfiguration()
    {
        _folder.Write("audit.yaml", AuditPolicy);
        _folder.Write("tokens.csv", string.Concat(Users.Select(user => $"token-of-{user},{user},uid-{user}\n")));
        var users = Users.Select(user => $"- {{name: {user}, user: {{token: token-of-{user}}}}}\n");
        var contexts = Users.Append(Admin).Select(user => $"- {{name: {user}, context: {{cluster: test, user: {user}}}}}\n");
        _folder.Write("kubeconfig", $"""
            apiVersion: v1
            kind: Config
            current-context: {Admin}
            clusters:
            - name: test
              cluster:
                server: {Address}
                certificate-authority: {_folder["ca.crt"]}
            users:
            - name: {Admin}
              user:
                client-certificate: {_folder["admin.crt"]}
                client-key: {_folder["admin.key"]}
            {string.Concat(users)}contexts:
            {string.Concat(contexts)}
            """);
    }

    private async Task ReadyAsync()
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var (status, output) = await TestProcess.RunAsync(Kubectl, "--kubeconfig", KubeConfigPath, "get", "--raw", "/readyz");
            if (status == 0) break;
            if (TimeProvider.System.GetElapsedTime(start) > Patience) throw new TimeoutException($"kube-apiserver is not ready: {output} {Tail("apiserver.log")} {Tail("etcd.log")}");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
        // The namespace that every cluster has is made by the server a moment later.
        await Eventually.TrueAsync(
            () => TestProcess.RunAsync(Kubectl, "--kubeconfig", KubeConfigPath, "get", "namespace", "default").GetAwaiter().GetResult().Status == 0, "the namespace 'default' is there");
    }

    private string Tail(string log) => File.Exists(_folder[log]) ? string.Join('\n', File.ReadLines(_folder[log]).TakeLast(5)) : "";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
