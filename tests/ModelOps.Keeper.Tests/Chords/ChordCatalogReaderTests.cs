using System.Text;
using System.Text.Json.Nodes;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Chords;
using ModelOps.Keeper.Knobs;

namespace ModelOps.Keeper.Tests.Chords;

public sealed class ChordCatalogReaderTests
{
    private static readonly ChordCatalogReader Reader = new([.. KnobRegistry.All.Select(knob => knob.Name)]);

    [Fact]
    public void Built_in_catalog_has_the_nine_chords()
    {
        var catalog = Reader.BuiltIn();
        catalog.Chords.Select(chord => chord.Id).ShouldBe(
        [
            "NORMAL-HOLD", "DRIFT-RETUNE", "BURST-ABSORB", "INPUT-STRAGGLER", "RECOVER-RELOCK", "TIMEOUT-GUARD", "COMM-CONGESTION", "NEAR-HANG/TIMEOUT-GUARD", "SCALAR",
        ]);
        catalog.Chords.Where(chord => chord.RiskTier == RiskTier.Advanced).Select(chord => chord.Id).ShouldBe(["TIMEOUT-GUARD", "COMM-CONGESTION", "NEAR-HANG/TIMEOUT-GUARD"]);
        catalog.Find("DRIFT-RETUNE")!.Cooldown.ShouldBe(TimeSpan.FromMinutes(2));
        catalog.Find("TIMEOUT-GUARD")!.Budget.MaxChangesPerHour.ShouldBe(2);
        catalog.Find("drift-retune").ShouldBeNull();
    }

    [Theory]
    [InlineData("risk_tier", "\"banana\"", "tier is safe or advanced")]
    [InlineData("risk_tier", "\"\"", "risk_tier")]
    [InlineData("risk_tier", "\"Safe\"", "Did you mean 'safe'?")]
    [InlineData("id", "\" \"", "id")]
    [InlineData("intent", "7", "intent")]
    [InlineData("knobs_touched", "[\"microbatchsize\"]", "Did you mean 'microbatch_size'?")]
    [InlineData("knobs_touched", "[\"concurrency\", \"concurrency\"]", "twice")]
    [InlineData("knobs_touched", "\"concurrency\"", "list of texts")]
    [InlineData("required_signals", "[\"drfit\"]", "Did you mean 'drift'?")]
    [InlineData("required_signals", "[1]", "list of texts")]
    [InlineData("invariants", "[\"keep_batch\"]", "unknown invariant 'keep_batch'")]
    [InlineData("cooldown_ms", "-1", "cooldown_ms")]
    [InlineData("cooldown_ms", "1.5", "cooldown_ms")]
    [InlineData("cooldown_ms", "\"1\"", "cooldown_ms")]
    [InlineData("cooldown_ms", "99999999999999999999", "cooldown_ms")]
    [InlineData("cooldown", "1", "Did you mean 'cooldown_ms'?")]
    [InlineData("budget", "[]", "budget")]
    [InlineData("budget", "{\"max_changes_per_hour\": 0}", "from 1")]
    [InlineData("budget", "{\"max_changes_per_hours\": 1}", "Did you mean 'max_changes_per_hour'?")]
    [InlineData("budget", "{\"emergency_only\": 1}", "emergency_only")]
    public void Fault_of_a_chord_is_named_with_its_place(string field, string value, string named)
    {
        var chord = Chord("X");
        chord[field] = JsonNode.Parse(value);
        var findings = Examine(Catalog(Chord("A"), chord));
        findings.Catalog.ShouldBeNull();
        findings.Errors.ShouldHaveSingleItem().ShouldContain(named);
        findings.Errors[0].ShouldStartWith("chords[1].");
        findings.ChordCount.ShouldBe(2);
    }

    [Fact]
    public void All_faults_are_found_at_once()
    {
        var bad = Chord("A");
        bad.Remove("intent");
        bad["risk_tier"] = "x";
        var catalog = Catalog(bad, Chord("A"), Chord("B"));
        catalog["schema_version"] = "v2";
        catalog["chord"] = 1;
        var findings = Examine(catalog);
        findings.Errors.Count.ShouldBe(5, string.Join('\n', findings.Errors));
        findings.Errors.ShouldContain(error => error.Contains("2 entries with the id 'A'"));
        findings.ChordIds.ShouldBe(["A", "B"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"schema_version\": \"chord_catalog.v1\"}")]
    [InlineData("{\"schema_version\": \"chord_catalog.v1\", \"chords\": {}}")]
    [InlineData("{\"schema_version\": \"chord_catalog.v1\", \"chords\": [7]}")]
    [InlineData("{\"schema_version\": \"chord_catalog.v1\", \"chords\": [], \"chords\": []}")]
    public void Text_that_is_no_catalog_has_one_error(string text) =>
        Reader.Examine(Encoding.UTF8.GetBytes(text), "x").Errors.ShouldHaveSingleItem();

    [Fact]
    public void Catalog_that_must_be_valid_fails_with_all_that_is_wrong() =>
        Should.Throw<InvalidInputException>(() => Reader.Read("[]"u8.ToArray(), "mine.json")).Message.ShouldContain("mine.json is no valid chord catalog");

    private static ChordCatalogFindings Examine(JsonObject catalog) => Reader.Examine(Encoding.UTF8.GetBytes(catalog.ToJsonString()), "test");

    private static JsonObject Catalog(params JsonNode[] chords) => new() { ["schema_version"] = "chord_catalog.v1", ["chords"] = new JsonArray(chords) };

    private static JsonObject Chord(string id) => new()
    {
        ["id"] = id,
        ["intent"] = "test",
        ["risk_tier"] = "safe",
        ["required_signals"] = new JsonArray("drift"),
        ["invariants"] = new JsonArray("keep_global_batch_stable"),
        ["knobs_touched"] = new JsonArray("concurrency"),
    };
}
