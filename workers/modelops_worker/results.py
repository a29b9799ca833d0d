"""Encodes what a simulation returned. The layout is that of RESULT frames in docs/worker-protocol.md."""

import struct
import sys
from collections.abc import Mapping
from io import BytesIO

from .columns import encode_column

_COLUMNS, _ARROW = 0, 1
_U16, _U32 = struct.Struct("<H"), struct.Struct("<I")
_ACCEPTED = (
    "also accepted are a pandas.DataFrame and a mapping of column names to lists, tuples, ranges or one-dimensional numpy arrays"
)
# Descriptors repeat from task to task; a model with ever new column names must not fill the memory.
_descriptors = {}
_DESCRIPTORS_KEPT = 256


def encode_result(result):
    """The tables of a result, one after the other."""
    if not isinstance(result, dict):
        raise TypeError(f"Simulation must return dict, got {type(result).__name__}")
    if not result:
        raise ValueError("Simulation must return at least one table, got an empty dict")
    chunks = [_U16.pack(len(result))]
    for name, value in result.items():
        if not isinstance(name, str):
            raise TypeError(f"The name of a table must be a string, got {type(name).__name__} {name!r}")
        _append_table(chunks, name, value)
    return b"".join(chunks)


def _append_table(chunks, name, value):
    if isinstance(value, Mapping):
        _append_columns(chunks, name, value.items())
    elif _is(value, "polars", "DataFrame"):
        _append_arrow(chunks, name, _polars_stream(value))
    elif _is(value, "pyarrow", "Table"):
        _append_arrow(chunks, name, _pyarrow_stream(value))
    elif _is(value, "pandas", "DataFrame"):
        _append_columns(chunks, name, ((column, value.iloc[:, at]) for at, column in enumerate(value.columns)))
    else:
        raise TypeError(f"{name}: expected polars.DataFrame or pyarrow.Table, got {type(value).__name__}; {_ACCEPTED}")


def _is(value, module, kind):
    # Asks without importing: a library that isn't loaded can't have made the value.
    loaded = sys.modules.get(module)
    return loaded is not None and isinstance(value, getattr(loaded, kind, ()))


def _append_columns(chunks, table, columns):
    names, kinds, buffers, rows = [], [], [], None
    for name, values in columns:
        if not isinstance(name, str):
            raise TypeError(f"{table}: the name of a column must be a string, got {type(name).__name__} {name!r}")
        kind, count, validity, data = encode_column(table, name, values)
        if rows is None:
            rows = count
        elif count != rows:
            raise ValueError(f"{table}.{name}: has {count} rows, but {table}.{names[0]} has {rows}; columns must be of one length")
        if name in names:
            raise ValueError(f"{table}.{name}: two columns have this name")
        names.append(name)
        if validity is not None:
            kind |= 128
            buffers.append(validity)
        kinds.append(kind)
        buffers.append(data)
    if rows is None:
        raise ValueError(f"{table}: has no column")
    chunks.append(_descriptor(table, tuple(names), bytes(kinds)))
    chunks.append(_U32.pack(rows))
    chunks.extend(buffers)


def _descriptor(table, names, kinds):
    key = (table, names, kinds)
    descriptor = _descriptors.get(key)
    if descriptor is None:
        parts = [_text(table), bytes((_COLUMNS,)), _U16.pack(len(names))]
        for name, kind in zip(names, kinds):
            parts += [bytes((kind,)), _text(name)]
        descriptor = b"".join(parts)
        if len(_descriptors) >= _DESCRIPTORS_KEPT:
            _descriptors.clear()
        _descriptors[key] = descriptor
    return descriptor


def _append_arrow(chunks, table, stream):
    chunks += [_text(table), bytes((_ARROW,)), _U32.pack(len(stream)), stream]


def _text(text):
    data = text.encode()
    return _U16.pack(len(data)) + data


def _polars_stream(frame):
    sink = BytesIO()
    frame.write_ipc_stream(sink, compression="uncompressed")
    return sink.getvalue()


def _pyarrow_stream(table):
    import pyarrow

    sink = pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()
