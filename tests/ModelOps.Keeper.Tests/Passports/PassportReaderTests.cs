using System.Text;
using System.Text.Json.Nodes;
using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Passports;

namespace ModelOps.Keeper.Tests.Passports;

public sealed class PassportReaderTests
{
    public static TheoryData<string, int, int, int> Templates => new()
    {
        { "pilot", 120, 1, 3 }, { "safe", 90, 1, 3 }, { "perf", 45, 2, 2 }, { "cost", 75, 1, 3 }, { "io", 60, 1, 2 }, { "comm", 90, 1, 3 }, { "recovery", 120, 1, 4 },
    };

    [Theory]
    [MemberData(nameof(Templates))]
    public void Template_is_valid_proposes_only_and_has_its_limits(string name, int cooldown, int delta, int relock)
    {
        var passport = PassportReader.Template(name);
        passport.PassportId.ShouldBe(name);
        passport.Gates.Apply.ShouldBeFalse();
        passport.Limits.ShouldBe(new(cooldown, delta, relock));
        PassportVocabulary.Templates.ShouldContain(name);
    }

    [Fact]
    public void Unknown_template_is_refused_with_the_nearest() =>
        Should.Throw<InvalidInputException>(() => PassportReader.Template("pref")).Message.ShouldContain("Did you mean 'perf'?");

    [Theory]
    [InlineData("schema_version", "\"passport.v1\"", "schema_version")]
    [InlineData("passport_id", "\"\"", "passport_id")]
    [InlineData("allowed_chords", "[\"RECOVERY\"]", "Did you mean 'RECOVER'?")]
    [InlineData("allowed_actuators", "[\"concurrency\"]", "allowed_actuators is not an object")]
    [InlineData("allowed_actuators", "{\"hot\": [\"concurrency\"], \"cold\": [\"concurrency\"]}", "as hot and as cold")]
    [InlineData("allowed_actuators", "{\"hot\": [\"conc\"], \"cold\": []}", "unknown knob 'conc'")]
    [InlineData("limits", "{\"cooldown_s\": -1, \"max_delta_per_step\": 1, \"relock_stable_intervals\": 1}", "limits.cooldown_s")]
    [InlineData("limits", "{\"cooldown_s\": 1, \"max_delta_per_step\": 1, \"relock_stable_intervals\": 0}", "limits.relock_stable_intervals")]
    [InlineData("limits", "{\"cooldown_s\": 1, \"max_delta_per_step\": 1}", "limits.relock_stable_intervals is missing")]
    [InlineData("limits", "{\"cooldown_s\": 1, \"max_delta_per_step\": 1, \"relock_stable_intervals\": 1, \"knob_limits\": {\"concurrency\": {\"min\": 5, \"max\": 4}}}", "more than max")]
    [InlineData("limits", "{\"cooldown_s\": 1, \"max_delta_per_step\": 1, \"relock_stable_intervals\": 1, \"knob_limits\": {\"concurrency\": {\"min\": 0, \"max\": 4}}}", "from 1 to 64")]
    [InlineData("invariants", "[\"x\"]", "unknown invariant")]
    [InlineData("cooldowns", "{\"INPUT-STRAGGLER\": 1}", "cooldowns.INPUT-STRAGGLER is an unknown field")]
    [InlineData("gates", "{\"apply\": \"no\"}", "gates.apply")]
    [InlineData("gate", "{}", "Did you mean 'gates'?")]
    public void Fault_is_named(string field, string value, string named)
    {
        var passport = JsonNode.Parse(PassportReader.TemplateBytes("pilot"))!.AsObject();
        passport[field] = JsonNode.Parse(value);
        var (read, errors) = PassportReader.Examine(Encoding.UTF8.GetBytes(passport.ToJsonString()), "test");
        read.ShouldBeNull();
        errors.ShouldContain(error => error.Contains(named), string.Join('\n', errors));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"limits\": {}, \"limits\": {}}")]
    public void Text_that_is_no_passport_has_one_error(string text) =>
        PassportReader.Examine(Encoding.UTF8.GetBytes(text), "x").Errors.ShouldHaveSingleItem();

    [Fact]
    public void Bounds_of_knobs_are_read()
    {
        var passport = JsonNode.Parse(PassportReader.TemplateBytes("safe"))!.AsObject();
        passport["limits"]!["knob_limits"] = JsonNode.Parse("""{"concurrency": {"min": 2, "max": 8}}""");
        var (read, errors) = PassportReader.Examine(Encoding.UTF8.GetBytes(passport.ToJsonString()), "test");
        errors.ShouldBeEmpty();
        read!.Limits.KnobLimits!["concurrency"].ShouldBe(new(2, 8));
        (read.Allows("concurrency"), read.Allows("comm_bucket_mb")).ShouldBe((true, false));
    }
}
