"""Calls a model many times: run_model.py MODULE:FUNCTION FOLDER...

The folders are searched for the module. Standard input holds a JSON list of {"params": …, "seed": "…"}; standard output gets the list of
what the function returned.
"""

import importlib
import json
import sys


def main():
    module, function = sys.argv[1].split(":")
    sys.path[:0] = sys.argv[2:]
    model = getattr(importlib.import_module(module), function)
    json.dump([model(call["params"], int(call["seed"])) for call in json.load(sys.stdin)], sys.stdout)


if __name__ == "__main__":
    main()
