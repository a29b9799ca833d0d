using ModelOps.Adaptive.Objectives;
using ModelOps.Contracts.Errors;

namespace ModelOps.Adaptive.Tests.Objectives;

public sealed class AlignmentTests
{
    private static readonly TargetDefinition Target = Targets.Define(LossKind.Mse);

    [Fact]
    public void Simulated_rows_follow_the_order_of_the_observations_and_extra_ones_are_ignored()
    {
        var observed = Read(("day", [2, 0]), ("cases", [20, 10]));
        Alignment.Align(Target, observed, Simulated(("day", [0, 1, 2, 1]), ("cases", [5, 6, 7, 8]))).ShouldBe([7.0, 5.0]);
    }

    [Fact]
    public void Numeric_keys_match_the_texts_of_a_csv_by_value_and_texts_by_letter()
    {
        Alignment.Align(Target, Read(("day", ["0", "1.0"]), ("cases", [1, 2])), Simulated(("day", [0.0, 1.0]), ("cases", [5, 6]))).ShouldBe([5.0, 6.0]);
        // Codes such as 01 are texts: no zero may be lost.
        Alignment.Align(Target, Read(("day", ["01", "1"]), ("cases", [1, 2])), Simulated(("day", ["1", "01"]), ("cases", [5, 6]))).ShouldBe([6.0, 5.0]);
    }

    [Fact]
    public void Large_integer_keys_are_compared_exactly() =>
        Alignment.Align(
            Target, Read(("day", ["9007199254740993"]), ("cases", [1])), Simulated(("day", [9007199254740992L, 9007199254740993L]), ("cases", [5, 6])))
            .ShouldBe([6.0]);

    [Fact]
    public void Several_key_columns_join_without_confusing_their_borders()
    {
        var target = Target with { On = ["place", "day"] };
        var observed = ObservedData.Read(target, new MemoryTable("obs.csv", ("place", ["a1", "a"]), ("day", ["1", "11"]), ("cases", [1, 2])));
        Alignment.Align(target, observed, Simulated(("place", ["a", "a1"]), ("day", [11, 1]), ("cases", [5, 6]))).ShouldBe([6.0, 5.0]);
    }

    [Fact]
    public void Values_that_are_not_finite_are_kept() =>
        Alignment.Align(Target, Read(("day", [0]), ("cases", [1])), Simulated(("day", [0]), ("cases", [double.NaN]))).ShouldBe([double.NaN]);

    [Fact]
    public void Observed_key_that_was_not_simulated_is_named() =>
        Fault("missing_key", "Table 'in_bed' has no row for day=3, which data/in_bed.csv observes in row 2.",
            () => Alignment.Align(Target, Read(("day", [0, 3]), ("cases", [1, 2])), Simulated(("day", [0, 1]), ("cases", [5, 6]))));

    [Fact]
    public void Observed_key_simulated_twice_is_named_with_its_rows() =>
        Fault("duplicate_key", "Table 'in_bed' has the key day=0 in rows 1 and 3",
            () => Alignment.Align(Target, Read(("day", [0]), ("cases", [1])), Simulated(("day", [0, 1, 0]), ("cases", [5, 6, 7]))));

    [Fact]
    public void Observed_keys_that_no_number_can_match_are_a_fault_of_the_file()
    {
        var simulated = Simulated(("day", [0, 1]), ("cases", [5, 6]));
        Fault("key_type", "data/in_bed.csv, column 'day', row 2 is 'one', but the keys of table 'in_bed' are numbers.",
            () => Alignment.Align(Target, Read(("day", ["0", "one"]), ("cases", [1, 2])), simulated));
        Fault("duplicate_observation", "data/in_bed.csv has the key day=1.0 in rows 1 and 2; each key may occur once.",
            () => Alignment.Align(Target, Read(("day", ["01", "1.0"]), ("cases", [1, 2])), simulated));
    }

    [Fact]
    public void Missing_column_names_the_nearest()
    {
        Fault("unknown_column", "no column 'day'. Did you mean 'days'?",
            () => Alignment.Align(Target, Read(("day", [0]), ("cases", [1])), Simulated(("days", [0]), ("cases", [5]))));
        Fault("unknown_column", "data/in_bed.csv has no column 'cases'. Did you mean 'case'?", () => Read(("day", [0]), ("case", [1])));
    }

    [Fact]
    public void Faulty_observations_are_refused_with_row_and_value()
    {
        Fault("no_observations", "no rows", () => Read(("day", []), ("cases", [])));
        Fault("duplicate_key", "data/in_bed.csv has the key day=0 in rows 1 and 2", () => Read(("day", [0, 0]), ("cases", [1, 2])));
        Fault("observed_not_finite", "row 2 is NaN", () => Read(("day", [0, 1]), ("cases", [1, double.NaN])));
        var counts = Targets.Define(LossKind.Poisson);
        Fault("observed_not_a_count", "row 1 is 1.5", () => ObservedData.Read(counts, new MemoryTable("f", ("day", [0]), ("cases", [1.5]))));
        Fault("observed_not_a_count", "row 1 is -1", () => ObservedData.Read(counts, new MemoryTable("f", ("day", [0]), ("cases", [-1]))));
    }

    [Fact]
    public void Binomial_trials_come_from_a_number_or_a_column_and_cover_the_successes()
    {
        var fixedNumber = Targets.Define(LossKind.Binomial);
        ObservedData.Read(fixedNumber, new MemoryTable("f", ("day", [0, 1]), ("cases", [3, 10]))).Trials.ShouldBe([10.0, 10.0]);
        Fault("bad_trials", "row 1 is 11; at most 10, the number of trials, was expected", () => ObservedData.Read(fixedNumber, new MemoryTable("f", ("day", [0]), ("cases", [11]))));
        var column = fixedNumber with { Trials = null, TrialsColumn = "tested" };
        ObservedData.Read(column, new MemoryTable("f", ("day", [0]), ("cases", [3]), ("tested", [7]))).Trials.ShouldBe([7.0]);
        Fault("unknown_column", "'tested'", () => ObservedData.Read(column, new MemoryTable("f", ("day", [0]), ("cases", [3]))));
    }

    [Fact]
    public void Definitions_that_do_not_fit_together_are_refused()
    {
        foreach (var loss in Enum.GetValues<LossKind>()) Should.NotThrow(Targets.Define(loss).Validate);
        Fault("no_key_columns", "in_bed.cases", (Target with { On = [] }).Validate);
        Fault("bad_weight", "weight 0", (Target with { Weight = 0 }).Validate);
        Fault("bad_weight", "weight NaN", (Target with { Weight = double.NaN }).Validate);
        Fault("reduce_needs_likelihood", "in_bed.cases", (Target with { Reduce = Reduction.Likelihood }).Validate);
        Fault("missing_dispersion", "'dispersion'", (Targets.Define(LossKind.NegativeBinomial) with { Dispersion = null }).Validate);
        Fault("missing_trials", "'trials'", (Targets.Define(LossKind.Binomial) with { Trials = null }).Validate);
        Fault("unused_option", "'dispersion'", (Target with { Dispersion = 1 }).Validate);
        Fault("unused_option", "'trials'", (Target with { Trials = 1 }).Validate);
    }

    private static ObservedData Read(params (string Name, object[] Cells)[] columns) =>
        ObservedData.Read(Target, new MemoryTable("data/in_bed.csv", columns));

    private static MemoryTable Simulated(params (string Name, object[] Cells)[] columns) => new("in_bed", columns);

    private static void Fault(string code, string part, Action action)
    {
        var fault = Should.Throw<InvalidInputException>(action);
        fault.Code.ShouldBe(code);
        fault.Message.ShouldContain(part);
    }
}
