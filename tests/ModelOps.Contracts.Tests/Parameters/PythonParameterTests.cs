using System.Globalization;
using System.Text;
using FsCheck.Fluent;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Seeds;
using ModelOps.Contracts.Tests.Python;

namespace ModelOps.Contracts.Tests.Parameters;

/// <summary>Canonical JSON, ids and seeds are what Python's own json and hashlib make of the same values.</summary>
public sealed class PythonParameterTests
{
    private const string Script = """
        import hashlib, json, struct, sys
        for line in sys.stdin:
            raw = json.loads(line)
            params = {name: struct.unpack("<d", bytes.fromhex(value["bits"]))[0] if isinstance(value, dict) else value for name, value in raw.items()}
            text = json.dumps(params, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            pid = hashlib.blake2b(b"contracts:param:v1|" + text.encode(), digest_size=32).hexdigest()
            seed = int.from_bytes(hashlib.blake2b(f"contracts:seed:v1|{pid}:7".encode(), digest_size=8).digest(), "little")
            common = int.from_bytes(hashlib.blake2b(f"contracts:seed:v1|common:{seed}:3".encode(), digest_size=8).digest(), "little")
            print(text.encode().hex(), pid, seed, common)
        """;

    [Fact]
    public async Task Random_floats_are_written_as_Python_writes_them() =>
        await AgreesAsync(Any.Double.Samples(3000).Select(value => new Dictionary<string, object> { ["x"] = value }));

    [Fact]
    public async Task Floats_at_the_ends_of_the_notations_are_written_as_Python_writes_them() => await AgreesAsync(
        new[] { 1e23, 9.999999999999999e22, 1e22, 1e16, 9999999999999998, 1e15, 1e-4, 9.999e-5, 1e-5, 5e-324, 2.2250738585072014e-308, double.MaxValue, 0.1, 0.30000000000000004 }
            .SelectMany(value => new[] { value, -value, double.BitIncrement(value), double.BitDecrement(value) })
            .Where(double.IsFinite)
            .Select(value => new Dictionary<string, object> { ["x"] = value }));

    [Fact]
    public async Task Random_texts_as_names_and_values_are_written_as_Python_writes_them() =>
        await AgreesAsync(Any.Text.Samples(800).Select(text => new Dictionary<string, object> { [text] = text, ["\uffee" + text] = 1.5, ["\U0001f600" + text] = true }));

    [Fact]
    public async Task Integers_of_any_size_are_written_as_Python_writes_them() =>
        await AgreesAsync(Any.Text.Samples(1).SelectMany(_ => new[] { "0", "-1", "9223372036854775808", "-170141183460469231731687303715884105729", new string('9', 300) })
            .Select(digits => new Dictionary<string, object> { ["n"] = System.Numerics.BigInteger.Parse(digits, CultureInfo.InvariantCulture) }));

    private static async Task AgreesAsync(IEnumerable<Dictionary<string, object>> batch)
    {
        var sets = batch.ToList();

        var answers = await PythonReader.AskAsync(Script, sets.Select(ToWire), TestContext.Current.CancellationToken);

        answers.Length.ShouldBe(sets.Count);
        foreach (var (values, answer) in sets.Zip(answers))
        {
            var set = new ParameterSet(values.Select(entry => KeyValuePair.Create(entry.Key, ToValue(entry.Value))));
            var seed = Seed.OfReplicate(set.Id, 7);
            $"{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(set.Canonical))} {set.Id} {seed} {Seed.Common(seed, 3)}".ShouldBe(answer, set.Canonical);
        }
    }

    private static ParameterValue ToValue(object value) => value switch
    {
        double number => ParameterValue.From(number),
        bool flag => ParameterValue.From(flag),
        string text => ParameterValue.From(text),
        _ => ParameterValue.From((System.Numerics.BigInteger)value),
    };

    // ASCII only, floats as their bits: what is compared must not pass through the code under test.
    private static string ToWire(Dictionary<string, object> values) =>
        "{" + string.Join(",", values.Select(entry => $"{Quote(entry.Key)}:{ToWire(entry.Value)}")) + "}";

    private static string ToWire(object value) => value switch
    {
        double number => $$"""{"bits":"{{Convert.ToHexStringLower(BitConverter.GetBytes(number))}}"}""",
        bool flag => flag ? "true" : "false",
        string text => Quote(text),
        _ => value.ToString()!,
    };

    private static string Quote(string text) => "\"" + string.Concat(text.Select(unit => $"\\u{(int)unit:x4}")) + "\"";
}
