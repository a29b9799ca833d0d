using ModelOps.Testing.Commands;
using ModelOps.Testing.Prerequisites;
using Shouldly;

namespace ModelOps.Testing.Schemas;

/// <summary>Judges JSON files by the schemas in <c>contracts/</c>, with Debian's <c>python3-jsonschema</c>.</summary>
public static class PublishedSchema
{
    private const string Python = "/usr/bin/python3";

    private const string Judge = """
        import json, sys
        from jsonschema import Draft202012Validator
        schema = json.load(open(sys.argv[1], encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        for path in sys.argv[2:]:
            for error in Draft202012Validator(schema).iter_errors(json.load(open(path, encoding="utf-8"))):
                print(f"{path}: {error.json_path}: {error.message}")
        """;

    /// <summary>Fails the test for every file that does not keep to the schema.</summary>
    /// <param name="schema">Its path below <c>contracts/</c>, such as <c>keeper/eval.schema.json</c>.</param>
    /// <param name="files">Absolute paths.</param>
    public static async Task ShouldHoldAsync(string schema, params string[] files)
    {
        using var place = new Workplace();
        var probe = File.Exists(Python) ? (await place.RunAsync(Python, "-c", "import jsonschema")).Status : 1;
        Prerequisite.Require(probe == 0, "the Python package jsonschema", "apt-get install python3-jsonschema");
        var judged = await place.RunAsync(Python, ["-W", "ignore", "-c", Judge, RepositoryTree.At("contracts", schema), .. files]);
        judged.Expect(0).Output.ShouldBeEmpty();
    }
}
