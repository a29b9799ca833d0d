using System.Text.Json;
using System.Text.Json.Nodes;
using ModelOps.Connectors.Kubectl;
using ModelOps.Keeper.Applying;
using ModelOps.Keeper.Cluster.Rollouts;
using ModelOps.Keeper.Cluster.Verification;
using ModelOps.Keeper.Gates;
using ModelOps.Keeper.Licensing;
using ModelOps.Keeper.Licensing.Issuing;
using ModelOps.Keeper.Plans;
using ModelOps.Keeper.Reports;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Kubernetes;
using ModelOps.Testing.Processes;

[assembly: AssemblyFixture(typeof(KubeFixture))]

namespace ModelOps.Keeper.Tests.Cluster;

/// <summary>One test's namespace on the real API server, its reports, and the keeper as one of the server's users.</summary>
internal sealed class ClusterBench : IDisposable
{
    /// <summary>Who may read and patch Deployments, create pods and read quotas.</summary>
    public const string Operator = "bob";

    /// <summary>Who may read and patch Deployments, and nothing else.</summary>
    public const string Patcher = "alice";

    /// <summary>Who may do nothing.</summary>
    public const string Nobody = "carol";

    private readonly TemporaryFolder _folder = new();

    private ClusterBench(KubeApiServer server, string @namespace)
    {
        (Server, Namespace) = (server, @namespace);
        Reports = ReportFolder.Open(_folder["report"], TimeProvider.System);
        LicensePath = _folder.Write("license.json", LicenseIssuer.Issue(LicenseIssuer.DevelopmentClaims(TimeProvider.System), DevelopmentKeys.PrivateKey));
    }

    public KubeApiServer Server { get; }

    public string Namespace { get; }

    public ReportFolder Reports { get; }

    public string LicensePath { get; }

    public TemporaryFolder Folder => _folder;

    public string PlanPath => Reports.File("k8s_plan.json");

    public IEnumerable<AuditEntry> Audit(string user) => Server.Audit(user).Where(entry => entry.Uri.Contains($"/namespaces/{Namespace}/", StringComparison.Ordinal));

    public static async Task<ClusterBench> CreateAsync(KubeFixture fixture)
    {
        var bench = new ClusterBench(await fixture.ServerAsync(), await fixture.NamespaceAsync());
        await bench.Server.GrantAsync(Operator, bench.Namespace, """[{apiGroups: [apps], resources: [deployments], verbs: [get, patch]}, {apiGroups: [""], resources: [pods], verbs: [create]}, {apiGroups: [""], resources: [resourcequotas], verbs: [list]}]""");
        await bench.Server.GrantAsync(Patcher, bench.Namespace, "[{apiGroups: [apps], resources: [deployments], verbs: [get, patch]}]");
        return bench;
    }

    public KubectlTool Tool(string user = Operator, string? program = null) => new(
        new()
        {
            Program = program ?? Server.Kubectl, Context = user,
            Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["KUBECONFIG"] = Server.KubeConfigPath, ["HOME"] = _folder.Path },
        },
        TimeProvider.System);

    public async Task DeployAsync(string names, string more = "", string account = "default")
    {
        var documents = names.Split(',').Select(name => $$"""
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: {{name}}, namespace: {{Namespace}}, annotations: {modekeeper/knob.concurrency: "8"} },
             spec: {replicas: 2, selector: {matchLabels: {app: {{name}} } }, {{more}}
              template: {metadata: {labels: {app: {{name}} }, annotations: {modekeeper/knob.concurrency: "8"} },
               spec: {serviceAccountName: {{account}}, containers: [{name: main, image: "example.com/main:1", resources: {requests: {cpu: 500m} } }]} } } }
            """);
        await Server.ApplyAsync(string.Join("\n---\n", documents));
    }

    public Plan Plan(params (string Deployment, int Concurrency)[] changes)
    {
        var plan = new Plan([.. changes.SelectMany(change => Keeper.Plans.Plan.Of(Namespace, change.Deployment, new Dictionary<string, int> { ["concurrency"] = change.Concurrency }).Items)]);
        PlanFile.Write(PlanPath, plan);
        return plan;
    }

    public Task<VerifyReport> VerifyAsync(Plan plan, KubectlTool? tool = null, bool allowUncheckedPod = false) =>
        new PlanVerifier(tool ?? Tool(), TimeProvider.System).VerifyAsync(new(plan, PlanPath, Reports) { AllowUncheckedPod = allowUncheckedPod }, TestContext.Current.CancellationToken);

    public GateRequest Gate(Plan plan) => new(plan, Reports.File(VerifyReport.FileName)) { LicensePath = LicensePath };

    public LicenseGate Licenses => new(new(_ => null, _folder.Path), TimeProvider.System);

    public Task<ApplyReport> ApplyAsync(Plan plan, ApplyOptions? options = null, KubectlTool? tool = null) =>
        new GatedApply(tool ?? Tool(), Licenses, TimeProvider.System).RunAsync(
            new(Gate(plan), PlanPath, Reports) { Options = options ?? Quick }, TestContext.Current.CancellationToken);

    public Task<ApplyReport> RollbackAsync() => new GatedRollback(Tool(), Licenses, TimeProvider.System).RunAsync(
        Reports.File(RollbackPlan.FileName), ReportFolder.Open(_folder["rollback"], TimeProvider.System), Gate(Keeper.Plans.Plan.Empty), Quick, false, TestContext.Current.CancellationToken);

    public static ApplyOptions Quick { get; } = new() { PollInterval = TimeSpan.FromMilliseconds(50), RolloutTimeout = TimeSpan.FromMinutes(2) };

    public async Task<string?> ConcurrencyAsync(string deployment)
    {
        var live = await Server.GetAsync(Namespace, "deployment", deployment);
        var annotations = live.GetProperty("spec").GetProperty("template").GetProperty("metadata").GetProperty("annotations");
        var both = live.GetProperty("metadata").GetProperty("annotations").GetProperty("modekeeper/knob.concurrency").GetString();
        annotations.GetProperty("modekeeper/knob.concurrency").GetString().ShouldBe(both);
        return both;
    }

    /// <summary>Tries a pod without making it, and says whether the webhook was asked.</summary>
    public bool IsPodTried(AdmissionWebhook webhook)
    {
        var pod = _folder.Write("pod.json", """{"apiVersion": "v1", "kind": "Pod", "metadata": {"generateName": "try-"}, "spec": {"containers": [{"name": "main", "image": "example.com/main:1"}]}}""");
        _ = TestProcess.RunAsync(Server.Kubectl, "--kubeconfig", Server.KubeConfigPath, "-n", Namespace, "create", "-f", pod, "--dry-run=server").GetAwaiter().GetResult();
        return webhook.Requests.Count > 0;
    }

    public JsonNode Report(string name) => JsonNode.Parse(File.ReadAllText(Reports.File(name)))!;

    public static RolloutOutcome Always(JsonElement _) => RolloutOutcome.Done;

    public void Dispose() => _folder.Dispose();
}
