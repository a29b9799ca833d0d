using System.Text;
using System.Text.Json.Nodes;
using ModelOps.Keeper.Plans;
using ModelOps.Testing.Folders;

namespace ModelOps.Keeper.Tests.Plans;

public sealed class PlanFileTests
{
    private const string Item = """{"namespace": "ns1", "name": "dep1", "patch": {"spec": {"replicas": 2}}}""";

    [Fact]
    public void Knobs_become_annotations_of_the_Deployment_and_of_its_pods()
    {
        var plan = Plan.Of("train", "trainer", new Dictionary<string, int> { ["microbatch_size"] = 16, ["grad_accum_steps"] = 8 });
        var text = PlanFile.Text(plan);
        text.ShouldEndWith("]\n");
        var item = JsonNode.Parse(text)!.AsArray().ShouldHaveSingleItem()!.AsObject();
        item.Select(pair => pair.Key).ShouldBe(["apiVersion", "kind", "namespace", "name", "reason", "patch"]);
        ((string?)item["reason"]).ShouldBe("coalesced");
        var annotations = item["patch"]!["metadata"]!["annotations"]!.ToJsonString();
        annotations.ShouldBe("""{"modekeeper/knob.grad_accum_steps":"8","modekeeper/knob.microbatch_size":"16"}""");
        item["patch"]!["spec"]!["template"]!["metadata"]!["annotations"]!.ToJsonString().ShouldBe(annotations);
        Plan.Of("train", "trainer", new Dictionary<string, int>()).Items.ShouldBeEmpty();
    }

    [Theory]
    [InlineData($"[{Item}]")]
    [InlineData($$"""{"items": [{{Item}}], "schema_version": "x"}""")]
    [InlineData(Item)]
    public void List_envelope_and_single_item_are_the_same_plan(string text)
    {
        var plan = Parse(text);
        var item = plan.Items.ShouldHaveSingleItem();
        (item.Namespace, item.Name, item.Reason).ShouldBe(("ns1", "dep1", "coalesced"));
        plan.Digest.ShouldBe(Parse($"[{Item}]").Digest);
    }

    [Fact]
    public void Plan_survives_writing_and_reading()
    {
        using var folder = new TemporaryFolder();
        var plan = Parse("""[{"namespace":"a","name":"b.c","reason":"é\n","patch":{"x":[1.5,null,"'\u0001"]}},{"namespace":"a","name":"d"}]""");
        PlanFile.Write(folder["k8s_plan.json"], plan);
        var read = PlanFile.Read(folder["k8s_plan.json"]);
        PlanFile.Text(read).ShouldBe(PlanFile.Text(plan));
        read.Digest.ShouldBe(plan.Digest);
        (read.Namespace, read.Deployment).ShouldBe(("a", "mixed"));
        read.Items[0].Reason.ShouldBe("é\n");
    }

    [Theory]
    [InlineData("""[{"name":"b","namespace":"a","patch":{"y":2,"x":1}, "reason":"other", "extra":0}]""", true)]
    [InlineData("""[{"namespace":"a","name":"b","patch":{"x":1,"y":3}}]""", false)]
    [InlineData("""[{"namespace":"b","name":"b","patch":{"x":1,"y":2}}]""", false)]
    public void Digest_is_of_what_would_be_done(string text, bool same) =>
        (Parse(text).Digest == Parse("""[{"namespace":"a","name":"b","patch":{"x":1,"y":2.0}}]""").Digest).ShouldBe(same);

    [Theory]
    [InlineData("", "invalid_json", null)]
    [InlineData("{", "invalid_json", null)]
    [InlineData("[1,]", "invalid_json", null)]
    [InlineData("""{"a":1,"a":2}""", "invalid_json", null)]
    [InlineData("7", "invalid_shape", null)]
    [InlineData("null", "invalid_shape", null)]
    [InlineData("""{"items": 3}""", "invalid_shape", null)]
    [InlineData("{}", "invalid_item", 0)]
    [InlineData($"[{Item}, 3]", "invalid_item", 1)]
    [InlineData($"[{Item}, {Item}]", "invalid_item", 1)]
    [InlineData("""[{"namespace":"a"}]""", "invalid_item", 0)]
    [InlineData("""[{"namespace":"a","name":7}]""", "invalid_item", 0)]
    [InlineData("""[{"namespace":"a","name":"b","patch":[]}]""", "invalid_item", 0)]
    [InlineData("""[{"namespace":"a","name":"b","patch":{"x":1e999}}]""", "invalid_item", 0)]
    [InlineData("""[{"namespace":"a","name":"b","patch":{"x":9007199254740993}}]""", "invalid_item", 0)]
    [InlineData("""[{"namespace":"a","name":"b","kind":"StatefulSet"}]""", "invalid_item", 0)]
    [InlineData("""[{"namespace":"a","name":"b","apiVersion":"v1"}]""", "invalid_item", 0)]
    public void Unusable_plan_says_what_is_wrong_and_where(string text, string kind, int? index)
    {
        var fault = Should.Throw<InvalidPlanException>(() => Parse(text));
        (fault.Kind, fault.Index, fault.Code).ShouldBe((kind, index, "plan_" + kind));
    }

    [Fact]
    public void Missing_deep_and_broken_files_are_refused()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<InvalidPlanException>(() => PlanFile.Read(folder["none.json"])).Kind.ShouldBe("not_found");
        var deep = folder.Write("deep.json", new string('[', 100_000));
        Should.Throw<InvalidPlanException>(() => PlanFile.Read(deep)).Kind.ShouldBe("invalid_json");
        File.WriteAllBytes(folder["latin.json"], [(byte)'"', 0xe9, (byte)'"']);
        Should.Throw<InvalidPlanException>(() => PlanFile.Read(folder["latin.json"])).Kind.ShouldBe("invalid_json");
    }

    [Theory]
    [InlineData("ns1; echo PWNED; true")]
    [InlineData("$(reboot)")]
    [InlineData("a'b")]
    [InlineData("a\nb")]
    [InlineData("a\n")]
    [InlineData("A")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("")]
    [InlineData("ä")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("a..b")]
    public void Name_that_no_object_can_have_is_refused(string name)
    {
        Should.Throw<InvalidPlanException>(() => Plan.Of(name, "trainer", Knobs)).Message.ShouldNotContain('\n');
        Should.Throw<InvalidPlanException>(() => Plan.Of("train", name, Knobs)).Fault.ShouldBe(PlanFault.InvalidItem);
    }

    [Theory]
    [InlineData(63, true, true)]
    [InlineData(64, false, true)]
    [InlineData(253, false, true)]
    [InlineData(254, false, false)]
    public void Names_have_a_greatest_length(int length, bool asNamespace, bool asDeployment)
    {
        var name = new string('a', length);
        KubernetesName.IsLabel(name).ShouldBe(asNamespace);
        KubernetesName.IsSubdomain(name).ShouldBe(asDeployment);
        KubernetesName.IsLabel("a.b").ShouldBeFalse();
        KubernetesName.IsSubdomain("a.b-c.9").ShouldBeTrue();
    }

    private static Dictionary<string, int> Knobs => new() { ["concurrency"] = 4 };

    private static Plan Parse(string text) => PlanFile.Parse(Encoding.UTF8.GetBytes(text), "the plan");
}
