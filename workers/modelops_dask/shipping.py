"""The code that Dask workers need, as it travels with the plugins."""

import hashlib
import os

_SHIPPED = ("mops_worker.py", "mops_environment.py", "modelops_worker", "modelops_contracts", "modelops_dask")


def collect(folder):
    """The files by relative path, and their digest."""
    files = {}
    for name in _SHIPPED:
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            files[name] = _text(path)
            continue
        for inner in sorted(os.listdir(path)):
            if inner.endswith(".py"):
                files[f"{name}/{inner}"] = _text(os.path.join(path, inner))
    total = hashlib.sha256()
    for path in sorted(files):
        for part in (path, files[path]):
            data = part.encode()
            total.update(len(data).to_bytes(8, "little") + data)
    return {"digest": total.hexdigest(), "files": files}


def _text(path):
    with open(path, encoding="utf-8") as file:
        return file.read()
