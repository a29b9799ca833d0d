"""
Virtual environments for what bundles need, installed once and kept in a cache folder. Beside each lies ``KEY.json``, written when it is
complete, which says where it is and what it held; one whose files are not those is made anew under another name.
"""

import contextlib
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile

from .requirements import LOCK, REQUIREMENTS, InvalidRequirements, read

_TAIL = 4_000
_SCRIPTS, _PYTHON = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")


class EnvironmentFailed(Exception):
    """No environment could be made. ``kind`` is a stable code, ``remedy`` what to do."""

    def __init__(self, kind, message, remedy):
        super().__init__(message)
        self.kind, self.message, self.remedy = kind, message, remedy


def ensure(root, content, cache, starting=None):
    """
    The interpreter that has what the bundle in the folder ``root`` needs; None if it needs nothing. Processes that ask for the same one
    wait for the first. ``starting`` is told the file's name before anything is installed.
    """
    try:
        needed = read(root)
    except InvalidRequirements as fault:
        raise EnvironmentFailed("invalid_requirements", f"{fault}.", "Mend the file.") from fault
    if needed is None:
        return None
    key = needed.digest(_interpreter(), content)
    os.makedirs(cache, exist_ok=True)
    marker = os.path.join(cache, f"{key}.json")
    with _locked(os.path.join(cache, f"{key}.lock")):
        found = _whole(marker)
        if found:
            return found
        if starting:
            starting(needed.source)
        return _make(root, needed, cache, key, marker)


def _interpreter():
    facts = [platform.python_implementation(), platform.python_version(), platform.machine(), sys.platform, os.path.realpath(sys.executable)]
    return "|".join(facts)


def _make(root, needed, cache, key, marker):
    # A name of its own each time: what a killed installer left, or still writes, is never built upon.
    folder = tempfile.mkdtemp(prefix=f"{key[:12]}-", dir=cache)
    try:
        with open(os.path.join(cache, f"{key}.log"), "w+b") as log:
            _install(root, needed, folder, log)
        python = os.path.join(folder, _SCRIPTS, _PYTHON)
        facts = {"python": python, "files": _listing(folder), "source": needed.source}
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    _remove_others(cache, key, folder)
    with tempfile.NamedTemporaryFile("w", dir=cache, prefix=f"{key[:12]}-", suffix=".part", delete=False) as part:
        json.dump(facts, part)
        part.flush()
        os.fsync(part.fileno())
    os.replace(part.name, marker)
    return python


def _install(root, needed, folder, log):
    uv = shutil.which("uv")
    if needed.source == LOCK and not uv:
        raise EnvironmentFailed("uv_missing", f"The bundle's packages are locked by {LOCK}, and uv is not installed here.", "Install uv (https://docs.astral.sh/uv).")
    _run([uv, "venv", "--clear", "--python", sys.executable, folder] if uv else [sys.executable, "-I", "-m", "venv", "--clear", folder], root, log)
    target = os.path.join(folder, _SCRIPTS, _PYTHON)
    if needed.source == LOCK:
        locked = ["--frozen", "--no-install-project", "--no-dev", "--compile-bytecode", "--python", target, "--project", root]
        _run([uv, "sync", *locked], root, log, UV_PROJECT_ENVIRONMENT=folder)
        return
    installer = [uv, "pip", "install", "--compile-bytecode", "--python", target] if uv else [target, "-I", "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    _run([*installer, "-r", _written(needed.lines, folder) if needed.lines else REQUIREMENTS], root, log)


def _written(lines, folder):
    path = os.path.join(folder, REQUIREMENTS)
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return path


def _run(command, root, log, **variables):
    log.write(f"$ {' '.join(command)}\n".encode())
    log.flush()
    try:
        ended = subprocess.run(command, cwd=root, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env={**os.environ, **variables}, check=False).returncode
    except OSError as fault:
        raise EnvironmentFailed("environment_failed", f"'{command[0]}' can't be started: {fault.strerror}.", "Install it, or take it from PATH.") from fault
    if ended == 0:
        return
    log.seek(0)
    said = log.read().decode("utf-8", "replace")[-_TAIL:].strip()
    raise EnvironmentFailed(
        "environment_failed",
        f"'{' '.join(command)}' ended with status {ended}:\n{said}",
        f"All it said is in {log.name}. To use the packages that this Python has already, set environment: system.")


def _whole(marker):
    try:
        with open(marker, encoding="utf-8") as file:
            facts = json.load(file)
        python, files = facts["python"], facts["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    folder = os.path.dirname(os.path.dirname(python))
    return python if os.access(python, os.X_OK) and _listing(folder) == files else None


def _listing(folder):
    """A digest of the names and sizes of all files but bytecode."""
    digest = hashlib.sha256()
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(files):
            path = os.path.join(place, name)
            digest.update(f"{os.path.relpath(path, folder)}\0{os.lstat(path).st_size}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _remove_others(cache, key, folder):
    for name in os.listdir(cache):
        path = os.path.join(cache, name)
        if name.startswith(f"{key[:12]}-") and path != folder and os.path.isdir(path):
            shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def _locked(path):
    with open(path, "ab") as file:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield
