namespace ModelOps.Execution.Tests.Samples;

/// <summary>
/// Python modules in the place of packages that the test machines do not have. They answer to the calls that the packages document,
/// with the bytes of a file, and to no others.
/// </summary>
internal static class StandIns
{
    /// <summary>polars 1.x: <c>DataFrame.write_ipc_stream(file, *, compression="uncompressed", compat_level=None)</c>.</summary>
    public const string Polars = """
        class DataFrame:
            def __init__(self, path):
                self._path = path
            def write_ipc_stream(self, file, *, compression="uncompressed", compat_level=None):
                assert compression == "uncompressed" and compat_level is None
                with open(self._path, "rb") as source:
                    file.write(source.read())
        """;

    /// <summary>pyarrow: <c>BufferOutputStream.getvalue()</c> gives a Buffer, once the stream is whole.</summary>
    public const string PyArrow = """
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
        """;

    /// <summary>pyarrow.ipc: <c>new_stream(sink, schema)</c> gives a writer for a with statement.</summary>
    public const string PyArrowIpc = """
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
        """;
}
