using ModelOps.Adaptive.Evaluation;
using ModelOps.Adaptive.Studies;
using ModelOps.Adaptive.Trials;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.Simulation;
using ModelOps.Contracts.Trials;
using ModelOps.Tables.Columns;
using ModelOps.Tables.Ipc;
using ModelOps.Testing.Studies;

namespace ModelOps.Adaptive.Tests.Evaluation;

public sealed class TrialEvaluatorTests
{
    private const SimulationStatus Done = SimulationStatus.Completed;

    [Fact]
    public void Simulated_values_are_found_by_key_in_any_order_and_of_any_numeric_type()
    {
        var table = Table(ColumnFactory.Numbers<float>("cases", [6, 9, 5, 4]), ColumnFactory.Numbers<double>("day", [2, 9, 1, 0]));
        ToyStudy.Evaluator().Align(table).ShouldHaveSingleItem().ShouldBe([4, 5, 6]);
    }

    [Fact]
    public void Keys_of_text_match_as_text()
    {
        var table = Table(ColumnFactory.Texts("day", ["2", "1", "0"]), ColumnFactory.Numbers<long>("cases", [6, 5, 4]));
        ToyStudy.Evaluator().Align(table).ShouldHaveSingleItem().ShouldBe([4, 5, 6]);
    }

    [Fact]
    public void Missing_value_is_no_finite_number()
    {
        var table = Table(ColumnFactory.Numbers<long>("day", [0, 1, 2]), ColumnFactory.Numbers("cases", [1.0, 2.0, 3.0], [true, false, true]));
        ToyStudy.Evaluator().Align(table)[0].ShouldBe([1, double.NaN, 3]);
    }

    [Theory]
    [InlineData("outs", "cases", "day", "unknown_table", "The model gives no table 'outs'. Did you mean 'out'?")]
    [InlineData("weather", "cases", "day", "unknown_table", "The model gives no table 'weather'. Known are: out.")]
    [InlineData("out", "case", "day", "unknown_column", "out has no column 'case'. Did you mean 'cases'?")]
    [InlineData("out", "cases", "hour", "unknown_column", "out has no column 'hour'. Known are: day, cases.")]
    public void Missing_table_or_column_names_what_there_is(string table, string column, string key, string code, string message)
    {
        var simulated = Table(ColumnFactory.Numbers<long>("day", [0, 1, 2]), ColumnFactory.Numbers<long>("cases", [1, 2, 3]));
        var error = Should.Throw<InvalidInputException>(() => ToyStudy.Evaluator(table: table, column: column, key: key).Align(simulated));
        (error.Code, error.Message).ShouldBe((code, message));
    }

    [Fact]
    public void Missing_key_names_table_and_key()
    {
        var simulated = Table(ColumnFactory.Numbers<long>("day", [0, 1]), ColumnFactory.Numbers<long>("cases", [1, 2]));
        var error = Should.Throw<InvalidInputException>(() => ToyStudy.Evaluator().Align(simulated));
        (error.Code, error.Message).ShouldBe(("missing_key", "Table 'out' has no row for day=2, which observed.csv observes in row 3."));
    }

    [Fact]
    public void Key_in_two_rows_is_refused()
    {
        var simulated = Table(ColumnFactory.Numbers<long>("day", [0, 1, 2, 1]), ColumnFactory.Numbers<long>("cases", [1, 2, 3, 4]));
        Should.Throw<InvalidInputException>(() => ToyStudy.Evaluator().Align(simulated)).Code.ShouldBe("duplicate_key");
    }

    [Fact]
    public void Column_of_texts_can_not_be_compared()
    {
        var simulated = Table(ColumnFactory.Numbers<long>("day", [0, 1, 2]), ColumnFactory.Texts("cases", ["a", "b", "c"]));
        var error = Should.Throw<InvalidInputException>(() => ToyStudy.Evaluator().Align(simulated));
        (error.Code, error.Message).ShouldBe(("not_numeric", "Table 'out', column 'cases' holds utf8, not numbers."));
    }

    [Fact]
    public void Bytes_that_are_no_table_are_refused() =>
        Should.Throw<InvalidInputException>(() => ToyStudy.Evaluator().Align(new Dictionary<string, ReadOnlyMemory<byte>> { ["out"] = "none"u8.ToArray() }));

    [Fact]
    public async Task Loss_is_that_of_the_mean_of_the_replicates_that_completed()
    {
        var told = await EvaluateAsync(ToyStudy.Evaluator(minReplicates: 2), [Done, SimulationStatus.Failed, Done], [40, 50, 60], null, [44, 50, 56]);
        told.ShouldBe(new StudyEvent.TrialTold(0, TrialStatus.Completed, (4.0 + 0 + 4) / 3) { Losses = [(4.0 + 0 + 4) / 3] });
    }

    [Theory]
    [InlineData(SimulationStatus.Timeout, SimulationStatus.Timeout, TrialStatus.Timeout)]
    [InlineData(SimulationStatus.Timeout, SimulationStatus.Failed, TrialStatus.Failed)]
    [InlineData(SimulationStatus.Lost, SimulationStatus.Lost, TrialStatus.Failed)]
    public async Task Trial_timed_out_only_if_time_limits_were_the_only_cause(SimulationStatus first, SimulationStatus second, TrialStatus expected)
    {
        var told = await EvaluateAsync(ToyStudy.Evaluator(minReplicates: 2), [first, second, Done], null, null, [1, 2, 3]);
        (told.Status, told.Loss).ShouldBe((expected, double.NaN));
    }

    [Theory]
    [InlineData(double.NaN, 2, TrialStatus.Completed, null)]
    [InlineData(double.PositiveInfinity, 2, TrialStatus.Completed, null)]
    [InlineData(double.NaN, 3, TrialStatus.Failed, "target out.cases: 1 of the replicates gave NaN or an infinite value where there is an observation")]
    [InlineData(1e200, 1, TrialStatus.Failed, "target out.cases: the loss is beyond the range of a double")]
    public async Task Replicate_that_is_not_finite_is_left_out_and_a_loss_that_is_not_finite_fails(double value, int minReplicates, TrialStatus expected, string? reason)
    {
        var told = await EvaluateAsync(ToyStudy.Evaluator(minReplicates), [Done, Done, Done], [1, 2, 3], [1, value, 3], [1, 2, 3]);
        (told.Status, told.Failure?.Error.Message).ShouldBe((expected, reason));
        double.IsNaN(told.Loss).ShouldBe(expected == TrialStatus.Failed);
    }

    [Fact]
    public async Task Without_targets_the_loss_is_the_mean_of_the_numeric_parameters()
    {
        var evaluator = ToyStudy.Placeholder();
        evaluator.Tables.ShouldBeEmpty();
        evaluator.Align(SimulationOutcome.NoTables).ShouldBeEmpty();
        (await EvaluateAsync(evaluator, [Done], [0])).ShouldBe(new StudyEvent.TrialTold(0, TrialStatus.Completed, 2.5));
    }

    private static Task<StudyEvent.TrialTold> EvaluateAsync(TrialEvaluator evaluator, SimulationStatus[] statuses, params double[]?[] signals) => evaluator.EvaluateAsync(
        Toy(), statuses, [.. signals.Select(signal => signal is null ? null : new ReplicateOutput([signal], SimulationOutcome.NoTables))], CancellationToken.None);

    private static Trial Toy() => new(
        0, 0, new([new("x", ParameterValue.From(4.0)), new("y", ParameterValue.From(System.Numerics.BigInteger.One)), new("z", ParameterValue.From("text"))]), [1, 2, 3]);

    private static Dictionary<string, ReadOnlyMemory<byte>> Table(params Column[] columns) => new() { ["out"] = ArrowWriter.Write(new ArrowTable(columns)) };
}
