using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using ModelOps.Keeper.Cluster;

namespace ModelOps.Keeper.Tests.Cluster;

public sealed class MergePatchTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":2,"b":3}""", """{"a":2}""")]
    [InlineData("""{"c":1}""", """{"a":2}""", """{"c":null}""")]
    [InlineData("""{"a":null}""", """{"a":{"x":1}}""", """{"a":{"x":1}}""")]
    [InlineData("""{"a":[1]}""", """{"a":[2,3]}""", """{"a":[2,3]}""")]
    [InlineData("""{"m":{"annotations":{"k":"1"}}}""", """{"m":{"annotations":{"k":"0","other":"x"}}}""", """{"m":{"annotations":{"k":"0"}}}""")]
    [InlineData("""{"annotations":{"k":"1"}}""", "{}", """{"annotations":{"k":null}}""")]
    [InlineData("""{"affinity":{"node":{"x":1}}}""", "{}", """{"affinity":null}""")]
    public void Inverse_gives_back_what_was_there(string patch, string before, string inverse) =>
        MergePatch.Inverse(Element(patch), Element(before)).ToJsonString().ShouldBe(inverse);

    [Fact]
    public void Patch_and_inverse_together_change_nothing_but_emptied_maps() =>
        Prop.ForAll(Objects().ToArbitrary(), Objects().ToArbitrary(), (before, patch) =>
        {
            var inverse = MergePatch.Inverse(Element(patch), Element(before));
            var after = Merge(JsonNode.Parse(before), JsonNode.Parse(patch));
            MergePatch.Holds(Element(patch), Element(after!.ToJsonString())).ShouldBeTrue();
            var restored = Merge(after, JsonNode.Parse(inverse.ToJsonString()));
            WithoutEmpty(restored)!.ToJsonString().ShouldBe(WithoutEmpty(JsonNode.Parse(before))!.ToJsonString());
            MergePatch.Holds(Element(inverse.ToJsonString()), Element(restored!.ToJsonString())).ShouldBeTrue();
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("""{"a":{"b":1}}""", """{"a":{"b":1,"c":2}}""", true)]
    [InlineData("""{"a":{"b":1}}""", """{"a":{"b":2}}""", false)]
    [InlineData("""{"a":null}""", "{}", true)]
    [InlineData("""{"a":null}""", """{"a":0}""", false)]
    [InlineData("""{"a":1}""", "[]", false)]
    public void Patch_holds_if_its_values_are_there(string patch, string live, bool holds) => MergePatch.Holds(Element(patch), Element(live)).ShouldBe(holds);

    // RFC 7396, section 2.
    private static JsonNode? Merge(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes) return patch?.DeepClone();
        var result = target is JsonObject record ? record.DeepClone().AsObject() : [];
        foreach (var (key, value) in changes)
        {
            if (value is null) result.Remove(key);
            else result[key] = Merge(result[key], value);
        }
        return result;
    }

    // Keys in one order, and no object without keys: a map that was added for one key stays behind empty, as in a cluster.
    private static JsonNode? WithoutEmpty(JsonNode? node)
    {
        if (node is not JsonObject record) return node?.DeepClone();
        var kept = record.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, WithoutEmpty(pair.Value)));
        return new JsonObject(kept.Where(pair => pair.Value is not JsonObject { Count: 0 }));
    }

    private static Gen<string> Objects() => Objects(3).Select(node => node.ToJsonString());

    private static Gen<JsonObject> Objects(int depth) =>
        from a in Optional(depth - 1)
        from b in Optional(depth - 1)
        from c in Optional(depth - 1)
        select Object(("a", a), ("b", b), ("c", c));

    private static Gen<string> Optional(int depth) => Gen.OneOf(Gen.Constant(""), Values(depth).Select(value => value.ToJsonString()));

    private static JsonObject Object(params (string Key, string Json)[] values) =>
        new(values.Where(value => value.Json.Length > 0).Select(value => KeyValuePair.Create(value.Key, JsonNode.Parse(value.Json))));

    private static Gen<JsonNode> Values(int depth)
    {
        var leaf = Gen.Elements("1", "\"x\"", "[1,2]", "true").Select(text => JsonNode.Parse(text)!);
        return depth == 0 ? leaf : Gen.OneOf(leaf, Objects(depth).Select(node => (JsonNode)node));
    }

    private static JsonElement Element(string json) => JsonSerializer.Deserialize<JsonElement>(json);
}
