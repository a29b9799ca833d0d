using System.Text.Json;
using System.Text.Json.Nodes;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Kubernetes;

[assembly: AssemblyFixture(typeof(KubeFixture))]

namespace ModelOps.EndToEnd.Tests.Keeper;

/// <summary>One test's namespace on a real API server, and a folder in which <c>mk</c> is run as a user of that server with a development license.</summary>
internal sealed class KeeperCluster : IDisposable
{
    /// <summary>Who may do what the keeper needs, and nothing else.</summary>
    public const string Operator = "bob";

    private const string Rules = """[{apiGroups: [apps], resources: [deployments], verbs: [get, patch]}, {apiGroups: [""], resources: [pods], verbs: [create]}, {apiGroups: [""], resources: [resourcequotas], verbs: [list]}]""";

    private KeeperCluster(KubeApiServer server, string @namespace) => (Server, Namespace) = (server, @namespace);

    public KubeApiServer Server { get; }

    public string Namespace { get; }

    public Workplace Place { get; } = new();

    public static async Task<KeeperCluster> CreateAsync(KubeFixture fixture)
    {
        var cluster = new KeeperCluster(await fixture.ServerAsync(), await fixture.NamespaceAsync());
        await cluster.Server.GrantAsync(Operator, cluster.Namespace, Rules);
        cluster.Place.Environment["KUBECTL"] = cluster.Server.Kubectl;
        cluster.Place.Environment["KUBECONFIG"] = cluster.Server.KubeConfigPath;
        cluster.Place.Environment["HOME"] = cluster.Place.Outside("home");
        foreach (var variable in (string[])["MODEKEEPER_KILL_SWITCH", "MODEKEEPER_LICENSE_PATH", "MODEKEEPER_LICENSE_PUBLIC_KEYS_PATH"]) cluster.Place.Environment[variable] = null;
        (await cluster.MkAsync("license", "mint-dev")).Expect(0);
        cluster.Place.Environment["MODEKEEPER_LICENSE_PATH"] = cluster.Place.At("license_dev.json");
        cluster.Place.Environment["MODEKEEPER_LICENSE_PUBLIC_KEYS_PATH"] = cluster.Place.At("license_dev_public_keys.json");
        return cluster;
    }

    public Task<CommandResult> MkAsync(params string[] arguments) => Place.RunAsync(RepositoryTree.At("mk"), arguments);

    public RunningCommand StartMk(params string[] arguments) => Place.Start(RepositoryTree.At("mk"), arguments);

    /// <summary>Makes Deployments with the knobs 4 x 32.</summary>
    public Task DeployAsync(params string[] names) => Server.ApplyAsync(string.Join("\n---\n", names.Select(name => $$"""
        {apiVersion: apps/v1, kind: Deployment, metadata: {name: {{name}}, namespace: {{Namespace}} },
         spec: {replicas: 1, selector: {matchLabels: {app: {{name}} } },
          template: {metadata: {labels: {app: {{name}} }, annotations: {modekeeper/knob.grad_accum_steps: "4", modekeeper/knob.microbatch_size: "32"} },
           spec: {containers: [{name: main, image: "example.com/main:1"}]} } } }
        """)));

    /// <summary>Writes a plan that sets grad_accum_steps of Deployments, and gives its path.</summary>
    public string Plan(int steps, params string[] names)
    {
        var items = names.Select(name => new JsonObject
        {
            ["namespace"] = Namespace, ["name"] = name,
            ["patch"] = new JsonObject { ["spec"] = new JsonObject { ["template"] = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["modekeeper/knob.grad_accum_steps"] = $"{steps}" } } } } },
        });
        Directory.CreateDirectory(Place.At("plan"));
        Place.Write("plan/k8s_plan.json", new JsonArray([.. items]).ToJsonString());
        return Place.At("plan", "k8s_plan.json");
    }

    /// <summary>The knobs of a Deployment's pods.</summary>
    public async Task<string> KnobsAsync(string name) => Knobs(await Server.GetAsync(Namespace, "deployment", name));

    /// <summary>The knobs of a Deployment's pods, as <c>4 x 32</c>.</summary>
    public static string Knobs(JsonElement deployment)
    {
        var annotations = deployment.GetProperty("spec").GetProperty("template").GetProperty("metadata").GetProperty("annotations");
        return $"{annotations.GetProperty("modekeeper/knob.grad_accum_steps").GetString()} x {annotations.GetProperty("modekeeper/knob.microbatch_size").GetString()}";
    }

    /// <summary>What the operator changed in the namespace, dry runs left out.</summary>
    public IReadOnlyList<AuditEntry> Changes() =>
        [.. Server.Audit(Operator).Where(entry => entry.Uri.Contains($"/namespaces/{Namespace}/") && entry.Verb is not ("get" or "list") && !entry.Uri.Contains("dryRun=All"))];

    public JsonElement Report(params string[] path) => JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Place.At(path)));

    public static RolloutOutcome Always(JsonElement deployment) => RolloutOutcome.Done;

    public void Dispose() => Place.Dispose();
}
