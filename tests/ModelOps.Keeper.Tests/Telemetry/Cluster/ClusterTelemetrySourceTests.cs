using System.Net;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Telemetry;
using ModelOps.Keeper.Telemetry.Cluster;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Kubernetes;

namespace ModelOps.Keeper.Tests.Telemetry.Cluster;

public sealed class ClusterTelemetrySourceTests
{
    private const string DeploymentPath = "/apis/apps/v1/namespaces/ns1/deployments/trainer";
    private const string PodsPath = "/api/v1/namespaces/ns1/pods";
    private const string Running = """ "ready": true, "restartCount": 0, "state": {"running": {} }""";

    [Fact]
    public async Task Logs_of_all_pods_are_read_with_their_nodes()
    {
        await using var server = Server([Pod("a", "node-1", Running), Pod("b", "node-2", Running)]);
        Log(server, "a", "2026-01-01T00:00:02Z step_time_ms=3\nstarting\n2026-01-01T00:00:00Z step_time_ms=1\n");
        Log(server, "b", "2026-01-01T00:00:01Z step_time_ms=2");
        using var folder = new TemporaryFolder();
        using var recording = RawRecording.Begin(folder["raw.log"], append: false);
        var batch = await ReadAsync(server, recording: recording);
        batch.Error.ShouldBeNull();
        batch.Samples.Select(sample => (sample.LatencyMs, sample.Node)).ShouldBe([(1, "node-1"), (2, "node-2"), (3, "node-1")]);
        (batch.RowsRead, recording.LinesWritten).ShouldBe((4, 4));
        server.Requests.ShouldContain(request => request.Contains("labelSelector=app%3Dtrainer%2Ctier+in+%28a%2Cb%29"));
        server.Requests.ShouldContain(request => request.StartsWith("/api/v1/namespaces/ns1/pods/a/log?") && request.Contains("sinceSeconds=120") && request.Contains("container=main"));
    }

    [Fact]
    public async Task Run_before_a_restart_is_read_too()
    {
        await using var server = Server([Pod("a", "node-1", """ "ready": false, "restartCount": 2, "state": {"running": {} }""")]);
        server.Handle($"{PodsPath}/a/log", async context =>
        {
            var previous = context.Request.RawUrl!.Contains("previous=true");
            await context.Response.OutputStream.WriteAsync(previous ? "2026-01-01T00:00:00Z step_time_ms=1\n"u8.ToArray() : "2026-01-01T00:00:09Z step_time_ms=9\n"u8.ToArray());
        });
        (await ReadAsync(server)).Samples.Select(sample => sample.LatencyMs).ShouldBe([1, 9]);
    }

    [Fact]
    public async Task Logs_that_fail_make_the_reading_incomplete()
    {
        await using var server = Server([Pod("a", "node-1", Running), Pod("b", "node-2", Running)]);
        Log(server, "a", "2026-01-01T00:00:00Z step_time_ms=1\n");
        server.Answer($"{PodsPath}/b/log", "no such container", HttpStatusCode.BadRequest, "text/plain");
        var batch = await ReadAsync(server);
        batch.Samples.Count.ShouldBe(1);
        batch.Error.ShouldNotBeNull().ShouldContain("the logs of the pod b can't be read");
    }

    [Fact]
    public async Task Pod_that_has_not_started_has_no_logs_to_fail()
    {
        await using var server = Server([Pod("a", "node-1", Running), Pod("b", "", """ "ready": false, "restartCount": 0, "state": {"waiting": {} }""")]);
        Log(server, "a", "2026-01-01T00:00:00Z step_time_ms=1\n");
        (await ReadAsync(server)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_to_read_is_no_calm()
    {
        await using var server = Server([]);
        (await ReadAsync(server)).Error.ShouldNotBeNull().ShouldContain("has started");
        await using var empty = new KubeHttpServer();
        (await ReadAsync(empty)).Error.ShouldNotBeNull().ShouldContain("not found");
        (await ReadAsync(empty, new() { Program = "/no/kubectl" })).Error.ShouldNotBeNull().ShouldContain("kubectl can't be called");
    }

    [Theory]
    [InlineData("stdout-jsonl", 1)]
    [InlineData("", 2)]
    public async Task Annotation_says_how_lines_look(string mode, int samples)
    {
        await using var server = Server([Pod("a", "node-1", Running)], mode);
        Log(server, "a", "{\"ts\": 1767225600, \"step\": 1, \"throughput\": 10, \"step_time_ms\": 3}\n{\"ts\": 1767225601, \"step_time_ms\": 3}\n");
        (await ReadAsync(server)).Samples.Count.ShouldBe(samples);
    }

    [Fact]
    public async Task Unknown_annotation_is_refused()
    {
        await using var server = Server([Pod("a", "node-1", Running)], "xml");
        Log(server, "a", "x\n");
        (await Should.ThrowAsync<InvalidInputException>(() => ReadAsync(server))).Code.ShouldBe("unknown_telemetry_mode");
    }

    private static async Task<TelemetryBatch> ReadAsync(KubeHttpServer server, Connectors.Kubectl.KubectlSettings? settings = null, RawRecording? recording = null)
    {
        var used = settings ?? new() { Program = await KubeAssets.ProgramAsync("kubectl") };
        var source = new ClusterTelemetrySource(
            new(used with { Environment = server.Environment }, TimeProvider.System), new("ns1", "trainer", TimeSpan.FromMinutes(2)), recording, TimeProvider.System);
        return await source.ReadAsync(null, TestContext.Current.CancellationToken);
    }

    private static KubeHttpServer Server(string[] pods, string mode = "")
    {
        var server = new KubeHttpServer();
        server.Answer(DeploymentPath, $$$"""
            {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "trainer", "namespace": "ns1", "annotations": {"modekeeper/telemetry": "{{{mode}}}"} },
             "spec": {"selector": {"matchLabels": {"app": "trainer"}, "matchExpressions": [{"key": "tier", "operator": "In", "values": ["a", "b"]}]} } }
            """);
        server.Answer(PodsPath, $$"""{"apiVersion": "v1", "kind": "PodList", "metadata": {}, "items": [{{string.Join(',', pods)}}]}""");
        foreach (var pod in pods) server.Answer($"{PodsPath}/{System.Text.Json.JsonDocument.Parse(pod).RootElement.GetProperty("metadata").GetProperty("name")}", pod);
        return server;
    }

    private static string Pod(string name, string node, string status) => $$"""
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "{{name}}", "namespace": "ns1"}, "spec": {"nodeName": "{{node}}", "containers": [{"name": "main"}, {"name": "side"}]},
         "status": {"phase": "Running", "containerStatuses": [{"name": "main", {{status}} }]} }
        """;

    private static void Log(KubeHttpServer server, string pod, string text) => server.Answer($"{PodsPath}/{pod}/log", text, type: "text/plain");
}
