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
        // polars 1.x: DataFrame.write_ipc_stream(file, *, compression="uncompressed", compat_level=None).
        bundle.Write("polars.py", """
            class DataFrame:
                def __init__(self, path):
                    self._path = path
                def write_ipc_stream(self, file, *, compression="uncompressed", compat_level=None):
                    assert compression == "uncompressed" and compat_level is None
                    with open(self._path, "rb") as source:
                        file.write(source.read())
            """);
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
        // pyarrow: ipc.new_stream(sink, schema) gives a writer to be used in a with statement; BufferOutputStream.getvalue() a Buffer.
        bundle.Write("pyarrow/__init__.py", """
            from . import ipc
            class Table:
                def __init__(self, path):
                    self.path, self.schema = path, object()
            class Buffer:
                def __init__(self, data):
                    self._data = data
                def to_pybytes(self):
                    return self._data
            class BufferOutputStream:
                def __init__(self):
                    self.parts, self.closed = [], False
                def getvalue(self):
                    assert self.closed, "the writer must be closed before the value is taken"
                    return Buffer(b"".join(self.parts))
            """);
        bundle.Write("pyarrow/ipc.py", """
            class _Writer:
                def __init__(self, sink, schema):
                    self._sink, self._schema = sink, schema
                def __enter__(self):
                    return self
                def __exit__(self, *fault):
                    self._sink.closed = True
                def write_table(self, table):
                    assert table.schema is self._schema
                    with open(table.path, "rb") as source:
                        self._sink.parts.append(source.read())
            def new_stream(sink, schema):
                return _Writer(sink, schema)
            """);
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
