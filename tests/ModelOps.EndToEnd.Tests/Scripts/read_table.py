"""Reads a table file with the named reader and prints its columns as JSON lists: read_table.py csv|pandas FILE"""

import csv
import json
import sys


def main():
    reader, path = sys.argv[1:3]
    if reader == "csv":
        with open(path, newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        columns = {name: [row[name] for row in rows] for name in rows[0]}
    else:
        import pandas

        # The default parser of pandas rounds the last bit of some floats.
        columns = pandas.read_csv(path, float_precision="round_trip").to_dict("list")
    json.dump(columns, sys.stdout)


if __name__ == "__main__":
    main()
