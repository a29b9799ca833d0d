"""Judges the Python files of a folder: ``syntax.py FOLDER MINOR``. Prints what is wrong, a line each."""

import ast
import os
import sys

_ALLOWED = {"Client", "WorkerPlugin", "get_worker", "wait"}
_OURS = {"self", "cls", "os"}


def complaints(path, minor):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    try:
        tree = ast.parse(text, path, feature_version=(3, minor))
    except SyntaxError as error:
        yield f"{path}:{error.lineno}: {error.msg}"
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in ("distributed", "dask"):
            for name in node.names:
                if node.module != "distributed" or name.name not in _ALLOWED:
                    yield f"{path}:{node.lineno}: {node.module}.{name.name} is not of the public interface that is relied on"
        if "modelops_dask" in path and isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__"):
            if not isinstance(node.value, ast.Name) or (node.value.id not in _OURS and node.value.id != "frames"):
                if node.attr != "_exit":
                    yield f"{path}:{node.lineno}: {ast.unparse(node)} is private"


def main():
    folder, minor = sys.argv[1], int(sys.argv[2])
    for place, _, names in os.walk(folder):
        for name in sorted(names):
            if name.endswith(".py"):
                for complaint in complaints(os.path.join(place, name), minor):
                    print(complaint)


if __name__ == "__main__":
    main()
