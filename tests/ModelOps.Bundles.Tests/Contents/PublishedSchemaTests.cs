using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Packing;
using ModelOps.Bundles.Tests.Packing;
using ModelOps.Bundles.Workflow;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Folders;

namespace ModelOps.Bundles.Tests.Contents;

/// <summary>What is written is what the schemas in <c>contracts/</c> promise.</summary>
public sealed class PublishedSchemaTests
{
    [Fact]
    public async Task Manifest_and_index_keep_to_their_schemas()
    {
        using var folder = new TemporaryFolder();
        folder.Write("small.py", "1");
        folder.Write("large.bin", new string('x', 300_000));
        folder.Write("larger.bin", new string('x', (16 << 20) + 1));
        folder.Write("external.bin", "3");
        BundleMember[] members =
        [
            Trees.Member(folder, "small.py"),
            Trees.Member(folder, "large.bin"),
            Trees.Member(folder, "larger.bin"),
            Trees.Member(folder, "external.bin") with { External = new("az://container/external.bin", "cool") },
        ];
        var packed = await Trees.PackAsync(folder, members);
        Violations("bundle_manifest.schema.json", packed.Bundle.Manifest.Bytes).ShouldBeEmpty();
        Violations("bundle_index.schema.json", BundleIndexJson.ToBytes(packed.Bundle.Index)).ShouldBeEmpty();
        // The judge is not blind.
        Violations("bundle_index.schema.json", """{"schema_version": 2, "layers": ["Code"], "more": 1}"""u8.ToArray()).Count().ShouldBe(4);
        Violations("bundle_manifest.schema.json", BundleIndexJson.ToBytes(packed.Bundle.Index)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Manifest_of_models_keeps_to_its_schema()
    {
        using var folder = new TemporaryFolder();
        folder.Write("models/sir.py", "class Sir:\n    def simulate(self, params, seed): pass\n");
        var manifest = await new ProjectManifest(folder.Path, "python3").MakeAsync(TestContext.Current.CancellationToken);
        Violations("project_manifest.schema.json", Encoding.UTF8.GetBytes(manifest.ToJson())).ShouldBeEmpty();
        Violations("project_manifest.schema.json", """{"schema_version": "1.1", "bundle_digest": "md5:0", "models": {"a": {"class": ""}}, "files": {}}"""u8.ToArray()).Count().ShouldBe(4);
    }

    private static IEnumerable<string> Violations(string schema, ReadOnlyMemory<byte> json)
    {
        var rules = JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(RepositoryTree.At("contracts", schema)));
        return Violations(rules, JsonSerializer.Deserialize<JsonElement>(json.Span), "$").ToList();
    }

    // The part of JSON Schema (2020-12) that the schemas use.
    private static IEnumerable<string> Violations(JsonElement schema, JsonElement value, string at)
    {
        foreach (var rule in schema.EnumerateObject().Where(rule => !IsKept(schema, rule, value))) yield return $"{at}: {rule.Name}";
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            foreach (var violation in value.EnumerateArray().SelectMany((item, i) => Violations(items, item, $"{at}[{i}]"))) yield return violation;
        }
        if (value.ValueKind != JsonValueKind.Object) yield break;
        foreach (var member in value.EnumerateObject())
        {
            var found = schema.TryGetProperty("properties", out var known) && known.TryGetProperty(member.Name, out var own) ? own
                : schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.Object ? others : default;
            if (found.ValueKind != JsonValueKind.Object) continue;
            foreach (var violation in Violations(found, member.Value, $"{at}.{member.Name}")) yield return violation;
        }
    }

    // A rule about objects says nothing of other values.
    private static bool IsKept(JsonElement schema, JsonProperty rule, JsonElement value) => rule.Name switch
    {
        "required" or "additionalProperties" when value.ValueKind != JsonValueKind.Object => true,
        "type" => value.ValueKind.ToString().Equals(rule.Value.GetString(), StringComparison.OrdinalIgnoreCase) || rule.Value.GetString() == "integer" && value.TryGetInt64(out _),
        "const" => JsonElement.DeepEquals(rule.Value, value),
        "enum" => rule.Value.EnumerateArray().Any(word => JsonElement.DeepEquals(word, value)),
        "pattern" => Regex.IsMatch(value.GetString()!, rule.Value.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1)),
        "required" => rule.Value.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
        "additionalProperties" when rule.Value.ValueKind == JsonValueKind.False => value.EnumerateObject().All(member => schema.GetProperty("properties").TryGetProperty(member.Name, out _)),
        "minimum" => value.GetInt64() >= rule.Value.GetInt64(),
        "minItems" => value.GetArrayLength() >= rule.Value.GetInt32(),
        "minLength" => value.GetString()!.Length >= rule.Value.GetInt32(),
        "oneOf" => rule.Value.EnumerateArray().Count(choice => !Violations(choice, value, "").Any()) == 1,
        _ => true,
    };
}
