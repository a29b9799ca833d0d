using ModelOps.Bundles.Specs;
using ModelOps.Connectors.ObjectStores;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Folders;

namespace ModelOps.Bundles.Tests.Specs;

public sealed class BundleSpecReaderTests
{
    private const string Long = """
        apiVersion: modelops/v1
        kind: Bundle
        metadata: {name: epi/sir, version: "1.0", description: An epidemic}
        spec:
          layers:
            - {name: code, type: code, files: ["src/**/*.py"], ignore: ["**/__pycache__/**"]}
            - name: data
              type: data
              files: [data/**]
          roles:
            default: [code]
            training: [code, data]
          external_rules:
            - {pattern: "data/*.parquet", uri_template: "az://bucket/epi/{path}", tier: cool, size_threshold: 1000}
          oras_size_limit: 5000
        """;

    private const string Short = """
        bundle:
          name: epi-abm
          version: 0.2.3
          models:
            sim: "src/models.py:ABM"
          layers:
            - name: code
              paths: ["src/**/*.py"]
            - name: fitdata
              paths: ["data/fit/**"]
          roles:
            fit: ["code", "fitdata"]
        external_storage:
          - pattern: "data/fit/**"
            storage: "az://epidata/fit/"
            tier: "cool"
        """;

    [Fact]
    public void Long_dialect_is_read()
    {
        using var folder = new TemporaryFolder();
        var spec = Read(folder, Long);
        (spec.Name, spec.Version, spec.Description, spec.SizeLimit).ShouldBe(("epi/sir", "1.0", "An epidemic", 5000));
        spec.Directory.ShouldBe(folder.Path);
        spec.Layers.Select(layer => (layer.Name, layer.Type)).ShouldBe([("code", "code"), ("data", "data")]);
        spec.Roles.Select(role => $"{role.Name}: {string.Join(' ', role.Layers)}").ShouldBe(["default: code", "training: code data"]);
        var rule = spec.ExternalRules.ShouldHaveSingleItem();
        (rule.Pattern.Text, rule.UriTemplate, rule.Tier, rule.SizeThreshold).ShouldBe(("data/*.parquet", "az://bucket/epi/{path}", StorageTier.Cool, 1000));
        spec.Layers[0].Has("src/a/b.py").ShouldBeTrue();
        spec.Layers[0].Has("src/a/__pycache__/b.py").ShouldBeFalse();
    }

    [Fact]
    public void Flat_form_of_the_long_dialect_is_read()
    {
        using var folder = new TemporaryFolder();
        var spec = Read(folder, """
            apiVersion: modelops/v1
            kind: Bundle
            name: sir
            version: v1
            layers: [{name: code, type: code, files: ["*.py"]}]
            roles: {default: [code]}
            """);
        (spec.Name, spec.Version, spec.SizeLimit, spec.ExternalRules.Count).ShouldBe(("sir", "v1", 100_000_000, 0));
    }

    [Fact]
    public void Short_dialect_is_read()
    {
        using var folder = new TemporaryFolder();
        var spec = Read(folder, Short);
        (spec.Name, spec.Version, spec.Models["sim"]).ShouldBe(("epi-abm", "0.2.3", "src/models.py:ABM"));
        spec.Layers.Select(layer => layer.Name).ShouldBe(["code", "fitdata"]);
        spec.RuleFor("data/fit/x.csv", 1)!.AddressOf("data/fit/x.csv").ToString().ShouldBe("az://epidata/fit/data/fit/x.csv");
    }

    [Fact]
    public void First_rule_that_fits_decides_and_a_large_file_needs_one()
    {
        using var folder = new TemporaryFolder();
        var spec = Read(folder, Long);
        spec.RuleFor("data/deep/y.parquet", 1000)!.AddressOf("data/deep/y.parquet").ToString().ShouldBe("az://bucket/epi/data/deep/y.parquet");
        spec.RuleFor("data/y.parquet", 999).ShouldBeNull();
        spec.RuleFor("data/y.csv", 5000).ShouldBeNull();
        Should.Throw<InvalidInputException>(() => spec.RuleFor("data/y.csv", 5001)).Message
            .ShouldBe("File data/y.csv (5001 bytes) exceeds the limit of the registry (5000 bytes) but no external storage rule matches.");
    }

    [Theory]
    [InlineData("layers:", "layer:", "5: spec.layers is missing. Is it written 'layer'?")]
    [InlineData("kind: Bundle", "kind: Adaptive", "2: kind: expected Bundle, got 'Adaptive'.")]
    [InlineData("version: \"1.0\"", "version: 1.0", "3: metadata.version: expected a text, and YAML takes this for a number: quote it, got '1.0'.")]
    [InlineData("name: epi/sir", "name: Bad Name!", "3: metadata.name: expected the name of a repository: lower-case letters and digits, '.', '_' or '-' between them, parts joined by '/', got 'Bad Name!'.")]
    [InlineData("version: \"1.0\"", "version: \".x\"", "3: metadata.version: expected a tag: at most 128 letters, digits, '_', '.' and '-', not '.' or '-' first, got '.x'.")]
    [InlineData("[code, data]", "[code, dat]", "12: spec.roles.training: Role 'training' references unknown layer 'dat'. Did you mean 'data'? The layers are code, data.")]
    [InlineData("[code, data]", "[]", "12: spec.roles.training: a role needs at least one layer.")]
    [InlineData("[code, data]", "{layers: [code]}", "12: spec.roles.training: expected a list.")]
    [InlineData("default: [code]", "Default: [code]", "11: spec.roles.Default: expected lower-case letters, digits, '-' and '/'.")]
    [InlineData("name: data", "name: code", "7: spec.layers[1].name: two layers have this name, got 'code'.")]
    [InlineData("files: [data/**]", "files: [../data/**]", "9: spec.layers[1].files: the pattern '../data/**' leaves the bundle: expected one relative to the spec, with forward slashes.")]
    [InlineData("files: [data/**]", "files: []", "9: spec.layers[1].files: expected at least one pattern.")]
    [InlineData("{path}", "x", "14: spec.external_rules[0].uri_template: expected {path} in it, else all files would have one address, got 'az://bucket/epi/x'.")]
    [InlineData("az://bucket", "ftp://bucket", "14: spec.external_rules[0].uri_template: Invalid URI format, expected scheme://container/key: ftp://bucket/epi/a/b.csv, got 'ftp://bucket/epi/{path}'.")]
    [InlineData("tier: cool", "tier: cold", "14: spec.external_rules[0].tier: expected one of hot, cool, archive, got 'cold'.")]
    [InlineData("size_threshold: 1000", "size_threshold: -1", "14: spec.external_rules[0].size_threshold: expected a whole number of bytes from 0, got '-1'.")]
    [InlineData("ignore:", "ignores:", "6: unknown key 'spec.layers[0].ignores'. Did you mean 'ignore'?")]
    [InlineData("oras_size_limit", "oras_sizelimit", "15: unknown key 'spec.oras_sizelimit'. Did you mean 'oras_size_limit'?")]
    public void Spec_that_does_not_fit_is_told_with_its_line(string part, string replacement, string message)
    {
        using var folder = new TemporaryFolder();
        var text = Long.Replace(part, replacement, StringComparison.Ordinal);
        text.ShouldNotBe(Long);
        var fault = Should.Throw<InvalidInputException>(() => Read(folder, text));
        fault.Message[(fault.Message.IndexOf(".yaml:", StringComparison.Ordinal) + 6)..].ShouldBe(message);
    }

    [Theory]
    [InlineData("- a\n- b")]
    [InlineData("a: [")]
    [InlineData("a: &x [1]\nb: *x")]
    [InlineData("a: 1\na: 2")]
    [InlineData("")]
    public void What_is_no_spec_is_refused(string text)
    {
        using var folder = new TemporaryFolder();
        Should.Throw<InvalidInputException>(() => Read(folder, text)).Message.ShouldContain("modelops.yaml");
    }

    [Fact]
    public void Spec_is_found_under_its_names_in_their_order()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<InvalidInputException>(() => BundleSpecFile.Find(folder.Path)).Message.ShouldContain("modelops.yaml, modelops.yml, .mops-bundle.yaml, .mops-bundle.yml");
        foreach (var path in BundleSpecFile.Names.Reverse().Select(name => folder.Write(name, "x"))) BundleSpecFile.Find(folder.Path).ShouldBe(path);
        Should.Throw<InvalidInputException>(() => BundleSpecFile.Find(folder["modelops.yaml"])).Message.ShouldStartWith("Working directory must be a directory");
        Should.Throw<InvalidInputException>(() => BundleSpecFile.Find(folder["none"])).Code.ShouldBe("folder_not_found");
    }

    private static BundleSpec Read(TemporaryFolder folder, string text) => BundleSpecReader.Read(folder.Write("modelops.yaml", text));
}
