namespace ModelOps.Adaptive.Tests.Specs.Observations;

public sealed class CsvTableTests : IDisposable
{
    private const string Target = "F:12: spec.objective.targets[0].observed: ";

    private readonly SpecFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "invalid_csv", "data/in_bed.csv:1: it has no header.")]
    [InlineData("day,cases\n", "no_observations", "data/in_bed.csv has no rows")]
    [InlineData("day,cases,day\n0,3,0\n", "invalid_csv", "data/in_bed.csv:1: column 'day' occurs twice.")]
    [InlineData("day,cases\n0,3\n1\n", "invalid_csv", "data/in_bed.csv:3: the row has 1 cells, the header 2.")]
    [InlineData("day,cases\n0,3\n1,8,9\n", "invalid_csv", "data/in_bed.csv:3: the row has 3 cells, the header 2.")]
    [InlineData("day,cases\n0,3\n1,many\n", "not_numeric", "data/in_bed.csv, column 'cases', line 3 is 'many'; a number was expected.")]
    [InlineData("day,cases\n0,3\n1,\n", "observed_not_finite", "data/in_bed.csv, column 'cases', line 3 is empty; a finite number was expected.")]
    [InlineData("day,cases\n0,3\n1,Infinity\n", "observed_not_finite", "data/in_bed.csv, column 'cases', line 3 is Infinity")]
    [InlineData("day,cases\n0,3\n1,2.5\n", "observed_not_a_count", "data/in_bed.csv, column 'cases', line 3 is 2.5; a count")]
    [InlineData("day,cases\n0,3\n1,-2\n", "observed_not_a_count", "data/in_bed.csv, column 'cases', line 3 is -2; a count")]
    [InlineData("day,cases\n0,3\n1,8\n0,9\n", "duplicate_key", "data/in_bed.csv has the key day=0 in lines 2 and 4; each key may occur once.")]
    [InlineData("day,cases\n0,3\n\n0,9\n", "duplicate_key", "data/in_bed.csv has the key day=0 in lines 2 and 4;")]
    [InlineData("day,cases\n0,3\n,8\n", "empty_key", "data/in_bed.csv, column 'day', line 3 is empty; a key was expected.")]
    [InlineData("day,cases\n0,3\n1,1e999\n", "observed_not_finite", "data/in_bed.csv, column 'cases', line 3 is 1e999; a finite number was expected.")]
    [InlineData("day,cases\n0,3\n1,nan\n", "observed_not_finite", "data/in_bed.csv, column 'cases', line 3 is nan; a finite number was expected.")]
    [InlineData("day;cases\n0;3\n", "unknown_column", "data/in_bed.csv has no column 'day'.")]
    [InlineData("day,cases\n0,\"3\n", "invalid_csv", "data/in_bed.csv:")]
    public void Fault_of_the_observed_file_names_file_and_line(string csv, string code, string message)
    {
        _folder.Observe(csv);
        var error = _folder.Error(() => _folder.Read(SpecFolder.Influenza));
        error.Code.ShouldBe(code);
        error.Message.ShouldStartWith(Target + message);
    }

    [Theory]
    [InlineData("day,cases\r\n0,3\r\n1,8\r\n")]
    [InlineData("\ufeffday,cases\n0,3\n1,8")]
    [InlineData("place,cases,day\n\"a, b\",3,0\n\"c\"\"d\",8,1\n")]
    [InlineData(" day , cases \n 0 , 3 \n 1 , 8.0 \n")]
    [InlineData("day,cases\n0,3\n\n1,8e0\n")]
    public void Usual_forms_of_csv_are_read(string csv)
    {
        _folder.Observe(csv);
        _folder.Read(SpecFolder.Influenza).Targets[0].Observed.Values.ShouldBe([3, 8]);
    }
}
