using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Tests.Samples;
using ModelOps.Tables.Ipc;

namespace ModelOps.Execution.Tests.Pool;

/// <summary>
/// polars and pyarrow answers. Neither package is there, so modules of the same names stand in: they answer to the calls of the real
/// ones, refuse others, and give bytes that nodejs-polars wrote.
/// </summary>
public sealed class FrameLibraryTests
{
    private static readonly string Sample = RepositoryFile.Find("tests/ModelOps.Tables.Tests/Samples/polars-chunks.arrow");

    [Fact]
    public async Task Polars_frame_arrives_as_its_own_stream()
    {
        using var bundle = new PythonFolder($$"""
            import polars as pl
            def simulate(params, seed):
                return {"t": pl.DataFrame("{{Sample}}"), "own": {"x": [1]} }
            """);
        bundle.Write("polars.py", StandIns.Polars);
        var outcome = await Runs.RunOneAsync(bundle.Bind());
        await ShouldBeSampleAsync(outcome);
        outcome.Table("own")["x"].GetInt64(0).ShouldBe(1);
    }

    [Fact]
    public async Task Pyarrow_table_arrives_as_its_own_stream()
    {
        using var bundle = new PythonFolder($$"""
            import pyarrow as pa
            def simulate(params, seed):
                return {"t": pa.Table("{{Sample}}")}
            """);
        bundle.Write("pyarrow/__init__.py", StandIns.PyArrow);
        bundle.Write("pyarrow/ipc.py", StandIns.PyArrowIpc);
        await ShouldBeSampleAsync(await Runs.RunOneAsync(bundle.Bind()));
    }

    [Fact]
    public async Task Series_in_the_place_of_a_column_is_named()
    {
        using var bundle = new PythonFolder("""
            import polars as pl
            def simulate(params, seed):
                return {"t": {"x": pl.Series()}}
            """);
        bundle.Write("polars.py", "class Series:\n    dtype = 'Int64'\n");
        (await Runs.RunOneAsync(bundle.Bind())).Error!.Message
            .ShouldBe("t.x: expected a list, tuple, range, numpy array or pandas Series, got polars.Series");
    }

    private static async Task ShouldBeSampleAsync(SimulationOutcome outcome)
    {
        outcome.Status.ShouldBe(SimulationStatus.Completed, outcome.Error?.ToString());
        outcome.Tables["t"].ToArray().ShouldBe(await File.ReadAllBytesAsync(Sample));
        ArrowReader.Read(outcome.Tables["t"]).Rows.ShouldBe(17);
    }
}
