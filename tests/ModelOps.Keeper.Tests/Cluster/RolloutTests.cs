using System.Text.Json;
using ModelOps.Keeper.Cluster;
using ModelOps.Keeper.Cluster.Quotas;
using ModelOps.Keeper.Cluster.Rollouts;

namespace ModelOps.Keeper.Tests.Cluster;

public sealed class RolloutTests
{
    [Theory]
    [InlineData("2", "{}", "{}", RolloutProgress.Running)]
    [InlineData("2", "{}", """{"observedGeneration": 1, "updatedReplicas": 2, "replicas": 2, "availableReplicas": 2}""", RolloutProgress.Running)]
    [InlineData("2", """{"replicas": 2}""", """{"observedGeneration": 2, "updatedReplicas": 1, "replicas": 2, "availableReplicas": 2}""", RolloutProgress.Running)]
    [InlineData("2", """{"replicas": 2}""", """{"observedGeneration": 2, "updatedReplicas": 2, "replicas": 3, "availableReplicas": 2}""", RolloutProgress.Running)]
    [InlineData("2", """{"replicas": 2}""", """{"observedGeneration": 2, "updatedReplicas": 2, "replicas": 2, "availableReplicas": 1}""", RolloutProgress.Running)]
    [InlineData("2", """{"replicas": 2}""", """{"observedGeneration": 2, "updatedReplicas": 2, "replicas": 2, "availableReplicas": 2}""", RolloutProgress.Done)]
    [InlineData("2", """{"replicas": 0}""", """{"observedGeneration": 2}""", RolloutProgress.Done)]
    [InlineData("2", """{"paused": true}""", """{"observedGeneration": 2}""", RolloutProgress.Failed)]
    [InlineData("2", "{}", """{"observedGeneration": 2, "conditions": [{"type": "Progressing", "reason": "ProgressDeadlineExceeded"}]}""", RolloutProgress.Failed)]
    [InlineData("3", "{}", """{"observedGeneration": 2, "conditions": [{"type": "Progressing", "reason": "ProgressDeadlineExceeded"}]}""", RolloutProgress.Running)]
    public void Rollout_is_done_when_all_pods_are_new_and_available(string generation, string spec, string status, RolloutProgress progress) =>
        Rollout.Of(Deployment(spec, status, generation)).Progress.ShouldBe(progress);

    [Theory]
    [InlineData("2", 2.0)]
    [InlineData("250m", 0.25)]
    [InlineData("1.5Gi", 1610612736.0)]
    [InlineData("2e3", 2000.0)]
    [InlineData("2E", 2e18)]
    [InlineData("100u", 0.0001)]
    [InlineData("-1k", -1000.0)]
    [InlineData("9Ei", null)]
    [InlineData("1e99", null)]
    [InlineData("", null)]
    [InlineData("Gi", null)]
    [InlineData("1 Gi", null)]
    [InlineData("NaN", null)]
    public void Amounts_are_read_as_Kubernetes_writes_them(string text, double? amount) => ((double?)Quantity.Parse(text)).ShouldBe(amount);

    [Theory]
    [InlineData("""{"replicas": 2}""", """{"replicas": 2}""", 0)]
    [InlineData("""{"replicas": 2}""", """{"replicas": 5}""", 3)]
    [InlineData("""{"replicas": 2, "template": {"a": 1}}""", """{"replicas": 2, "template": {"a": 2}}""", 1)]
    [InlineData("""{"replicas": 4, "template": {"a": 1}}""", """{"replicas": 4, "template": {"a": 2}}""", 0)]
    [InlineData("""{"replicas": 2, "template": {"a": 1}}""", """{"replicas": 2, "template": {"a": 2}, "strategy": {"type": "Recreate"}}""", 0)]
    [InlineData("""{"replicas": 2, "template": {"a": 1}}""", """{"replicas": 2, "template": {"a": 2}, "strategy": {"rollingUpdate": {"maxUnavailable": 1, "maxSurge": 0}}}""", 0)]
    [InlineData("""{"replicas": 9, "template": {"a": 1}}""", """{"replicas": 9, "template": {"a": 2}, "strategy": {"rollingUpdate": {"maxUnavailable": "10%", "maxSurge": "10%"}}}""", 1)]
    [InlineData("""{"replicas": 3, "template": {"a": 1}}""", """{"replicas": 0, "template": {"a": 2}}""", 0)]
    public void Pods_are_added_by_scaling_or_where_none_may_be_missing(string before, string after, long extra) =>
        ExtraPods.Of(Deployment(before, "{}", "1"), Deployment(after, "{}", "2")).ShouldBe(extra);

    [Fact]
    public void Pod_takes_what_its_containers_take_together_or_the_largest_of_those_before_them()
    {
        var demand = PodDemand.Of(JsonSerializer.Deserialize<JsonElement>("""
            {"containers": [{"resources": {"requests": {"cpu": "500m"}, "limits": {"cpu": "1", "memory": "1Gi"}}}, {"resources": {"limits": {"cpu": "250m"}}}],
             "initContainers": [{"resources": {"requests": {"cpu": "2", "memory": "1Mi"}}}]}
            """));
        (demand["pods"], demand["cpu"], demand["requests.cpu"], demand["limits.cpu"], demand["requests.memory"]).ShouldBe((1, 2, 2, 1.25m, 1 << 30));
    }

    [Theory]
    [InlineData("deployments.apps \"x\" is forbidden: User \"system:serviceaccount:a:b\" cannot patch resource \"deployments\" in API group \"apps\" in the namespace \"ns\"", "patch", "ns", "x")]
    [InlineData("Error from server (Forbidden): nodes is forbidden: User \"u\" cannot list resource \"nodes\" in API group \"\" at the cluster scope", "list", null, null)]
    public void Missing_right_is_read_from_the_servers_sentence(string message, string verb, string? space, string? name)
    {
        var denial = RbacDenial.Parse(message)!;
        (denial.Verb, denial.Namespace, denial.Name).ShouldBe((verb, space, name));
        denial.Hint.ShouldContain(space is null ? "ClusterRoleBinding" : "RoleBinding");
    }

    [Theory]
    [InlineData("pods \"x\" is forbidden: exceeded quota: small")]
    [InlineData("")]
    public void Other_refusals_are_no_missing_right(string message) => RbacDenial.Parse(message).ShouldBeNull();

    private static LiveDeployment Deployment(string spec, string status, string generation) => LiveDeployment.Of(JsonSerializer.Deserialize<JsonElement>(
        $$"""{"metadata": {"namespace": "n", "name": "d", "uid": "u", "resourceVersion": "1", "generation": {{generation}} }, "spec": {{spec}}, "status": {{status}} }"""));
}
