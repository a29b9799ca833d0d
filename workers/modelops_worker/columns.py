"""Turns one column into raw little-endian buffers."""

import datetime
import struct
import sys
from array import array
from itertools import accumulate

NULL, BOOL = 0, 1
INT8, INT16, INT32, INT64 = 2, 3, 4, 5
UINT8, UINT16, UINT32, UINT64 = 6, 7, 8, 9
FLOAT16, FLOAT32, FLOAT64 = 10, 11, 12
UTF8, DATE32 = 13, 14
TIMESTAMP_S, TIMESTAMP_MS, TIMESTAMP_US, TIMESTAMP_NS = 15, 16, 17, 18
DURATION_S, DURATION_MS, DURATION_US, DURATION_NS = 19, 20, 21, 22

_NUMPY_KINDS = {
    "b1": BOOL, "i1": INT8, "i2": INT16, "i4": INT32, "i8": INT64, "u1": UINT8, "u2": UINT16, "u4": UINT32, "u8": UINT64,
    "f2": FLOAT16, "f4": FLOAT32, "f8": FLOAT64,
}
# pandas' text types by the names of its versions: such a column without any value is still one of texts.
_TEXT_DTYPES = {"string", "str"}
_TIME_UNITS = {"s": 0, "ms": 1, "us": 2, "ns": 3}
_EPOCH = datetime.datetime(1970, 1, 1)
_EPOCH_DAY = datetime.date(1970, 1, 1).toordinal()
_NONE = type(None)


def encode_column(table, name, values):
    """(kind, rows, one validity byte a row or None, data) of a list, tuple, range, numpy array or pandas Series."""
    try:
        if isinstance(values, (list, tuple, range)):
            return _sequence(values)
        if hasattr(values, "dtype"):
            return _typed(values)
    except _Unfit as fault:
        raise type(fault).error(f"{table}.{name}: {fault}") from None
    raise TypeError(f"{table}.{name}: expected a list, tuple, range or numpy array, got {type(values).__name__}")


class _Unfit(Exception):
    error = TypeError


class _UnfitValue(_Unfit):
    error = ValueError


def _sequence(values):
    types = set(map(type, values))
    if len(types) == 1:
        (only,) = types
        encode = _ENCODERS.get(only)
        if encode is not None:
            kind, data = encode(values)
            return kind, len(values), None, data
    return _mixed(values, types)


def _mixed(values, types):
    rows = len(values)
    if types <= {_NONE}:
        return NULL, rows, None, b""
    if not types <= _KNOWN:
        values = [_plain(value) for value in values]
        types = set(map(type, values))
    present = types - {_NONE}
    if present == {int, float}:
        values = [None if value is None else _exact_float(value) for value in values]
        present = {float}
    if len(present) != 1 or not present <= _KNOWN:
        names = ", ".join(sorted(kind.__name__ for kind in present))
        raise _Unfit(f"a column holds values of one type, got {names}")
    (only,) = present
    validity = None
    if _NONE in types:
        validity = bytes(0 if value is None else 1 for value in values)
        filler = _FILLERS[only]
        values = [filler if value is None else value for value in values]
    kind, data = _ENCODERS[only](values)
    return kind, rows, validity, data


def _plain(value):
    # A numpy scalar becomes the Python value; subclasses of the known types count as these.
    if hasattr(value, "dtype") and hasattr(value, "item"):
        value = value.item()
    for kind in (datetime.datetime, str, float, int):
        if isinstance(value, kind) and not isinstance(value, bool) and type(value) is not kind:
            return kind(value) if kind is not datetime.datetime else value.to_pydatetime()
    return value


def _exact_float(value):
    try:
        number = float(value)
    except OverflowError:
        number = None
    if number is None or (type(value) is int and int(number) != value):
        raise _UnfitValue(f"the integer {value} stands among floats and has no exact float64")
    return number


def _ints(values):
    try:
        return INT64, array("q", values).tobytes()
    except OverflowError:
        pass
    try:
        return UINT64, array("Q", values).tobytes()
    except OverflowError:
        raise _UnfitValue("an integer fits neither int64 nor, with all the others, uint64") from None


def _texts(values):
    try:
        encoded = [value.encode() for value in values]
    except UnicodeEncodeError:
        raise _UnfitValue("a text holds half of a surrogate pair, which UTF-8 cannot carry") from None
    try:
        offsets = array("i", accumulate(map(len, encoded), initial=0))
    except OverflowError:
        raise _UnfitValue("its texts are longer than 2 GiB altogether") from None
    return UTF8, offsets.tobytes() + b"".join(encoded)


def _dates(values):
    return DATE32, array("i", (value.toordinal() - _EPOCH_DAY for value in values)).tobytes()


def _datetimes(values):
    if any(value.tzinfo is not None for value in values):
        raise _Unfit("a datetime has a time zone; convert to UTC and drop it: .replace(tzinfo=None), in pandas .dt.tz_convert(None)")
    return TIMESTAMP_US, _microseconds(value - _EPOCH for value in values)


def _durations(values):
    return DURATION_US, _microseconds(values)


def _microseconds(values):
    return array("q", ((value.days * 86_400 + value.seconds) * 1_000_000 + value.microseconds for value in values)).tobytes()


_ENCODERS = {
    float: lambda values: (FLOAT64, array("d", values).tobytes()),
    int: _ints,
    bool: lambda values: (BOOL, bytes(values)),
    str: _texts,
    datetime.date: _dates,
    datetime.datetime: _datetimes,
    datetime.timedelta: _durations,
}
_KNOWN = {_NONE, *_ENCODERS}
_FILLERS = {
    float: 0.0, int: 0, bool: False, str: "",
    datetime.date: datetime.date(1970, 1, 1), datetime.datetime: _EPOCH, datetime.timedelta: datetime.timedelta(),
}


def _typed(values):
    dtype = values.dtype
    if not hasattr(dtype, "byteorder"):
        if not hasattr(values, "isna"):
            raise _Unfit(f"expected a list, tuple, range, numpy array or pandas Series, got {_full_name(values)}")
        return _pandas(values, dtype)
    if hasattr(values, "to_numpy"):
        if dtype.kind == "O":
            return _sequence(_missing_as_none(values))
        values = values.to_numpy()
    if values.ndim != 1:
        raise _Unfit(f"expected a one-dimensional array, got {values.ndim} dimensions")
    if dtype.kind == "U" and not len(values):
        return UTF8, 0, None, _texts([])[1]
    if dtype.kind in "OU":
        return _sequence(values.tolist())
    if dtype.kind in "mM":
        return _times(values)
    kind = _NUMPY_KINDS.get(f"{dtype.kind}{dtype.itemsize}")
    if kind is None:
        raise _Unfit(f"numpy's type {dtype} has no counterpart in a table")
    return kind, len(values), None, _little_endian(values).tobytes()


def _pandas(values, dtype):
    # The types of pandas' own: nullable numbers and truth values keep their width, others are listed.
    plain = getattr(dtype, "numpy_dtype", None)
    kind = None if plain is None else _NUMPY_KINDS.get(f"{plain.kind}{plain.itemsize}")
    if kind is not None:
        lost = values.isna()
        if not lost.any():
            return kind, len(values), None, _little_endian(values.to_numpy(dtype=plain)).tobytes()
        present = ~lost.to_numpy() if hasattr(lost, "to_numpy") else ~lost
        return kind, len(values), present.tobytes(), _little_endian(values.to_numpy(dtype=plain, na_value=0)).tobytes()
    listed = _missing_as_none(values)
    if dtype.name in _TEXT_DTYPES and all(value is None for value in listed):
        return UTF8, len(listed), bytes(len(listed)), _texts([""] * len(listed))[1]
    return _sequence(listed)


def _missing_as_none(values):
    # NaN, NaT and NA mark missing texts and objects; none of them equals itself, and NA has no truth value.
    return [None if lost else value for value, lost in zip(values.tolist(), values.isna())]


def _full_name(value):
    kind = type(value)
    return f"{kind.__module__.partition('.')[0]}.{kind.__qualname__}"


def _little_endian(values):
    order = values.dtype.byteorder
    big = order == ">" or (order == "=" and sys.byteorder == "big")
    return values.astype(values.dtype.newbyteorder("<")) if big else values


def _times(values):
    unit, step = sys.modules["numpy"].datetime_data(values.dtype)
    raw = _little_endian(values)
    lost = values != values
    validity = (~lost).tobytes() if lost.any() else None
    if values.dtype.kind == "M" and (unit, step) == ("D", 1):
        days = [0 if gone else day for day, gone in zip(raw.astype("<i8").tolist(), lost)]
        try:
            return DATE32, len(values), validity, struct.pack(f"<{len(days)}i", *days)
        except struct.error:
            raise _UnfitValue("a day is beyond the range of 32 bits") from None
    if unit not in _TIME_UNITS or step != 1:
        raise _Unfit(f"numpy's type {values.dtype} has no counterpart in a table; use s, ms, us or ns")
    first = TIMESTAMP_S if values.dtype.kind == "M" else DURATION_S
    return first + _TIME_UNITS[unit], len(values), validity, raw.tobytes()
