"""Reads texts (a JSON list on standard input) with Python's own reader; each answer is null or the document with tagged values."""
import datetime
import json
import sys
import tomllib


def tagged(value):
    if isinstance(value, dict):
        return {key: tagged(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return [tagged(item) for item in value]
    if isinstance(value, bool):
        return f"bool {str(value).lower()}"
    if isinstance(value, int):
        return f"int {value}"
    if isinstance(value, float):
        return f"float {value.hex() if value == value else 'nan'}"
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return f"moment {value.isoformat()}"
    return f"text {value}"


def read(text):
    try:
        return tagged(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


json.dump([read(text) for text in json.load(sys.stdin)], sys.stdout)
