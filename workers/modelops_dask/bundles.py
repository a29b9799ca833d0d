"""Bundles on a Dask worker's host: unpacked once, under a lock, and judged by their content digest."""

import fcntl
import hashlib
import io
import os
import shutil
import struct
import tarfile
import tempfile
import time

_PREFIX = b"bundle:v1|"
_MTIME = 315532800
_KEPT_SECONDS = 14 * 86400


class BadArchive(OSError):
    """The archive does not hold what its digest says."""


def folder_of(base, content):
    """Where a bundle lies on this host."""
    return os.path.join(base, "bundles", content.replace(":", "-"))


def use(base, content):
    """Keeps the bundle on this host until the file that is given is closed; None if it is not there."""
    folder = folder_of(base, content)
    if not os.path.isdir(folder):
        return None
    mark = open(folder + ".use", "a", encoding="ascii")
    fcntl.flock(mark, fcntl.LOCK_SH)
    os.utime(mark.name)
    return mark


def unpack(base, content, archive):
    """Has the bundle on this host; does nothing if it lies there whole."""
    folder = folder_of(base, content)
    os.makedirs(os.path.dirname(folder), mode=0o700, exist_ok=True)
    with open(folder + ".lock", "a", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        files = _read(archive)
        if _lies_whole(folder, files):
            return
        _check(content, files)
        _forget_old(os.path.dirname(folder))
        fresh = tempfile.mkdtemp(prefix=".fresh-", dir=os.path.dirname(folder))
        _write(fresh, files)
        if os.path.isdir(folder):
            # What clears temporary folders may have taken some of its files.
            broken = tempfile.mkdtemp(prefix=".broken-", dir=os.path.dirname(folder))
            os.rename(folder, os.path.join(broken, "bundle"))
            _remove(broken)
        os.rename(fresh, folder)


# Bundles that nobody has used for two weeks.
def _forget_old(folder):
    for name in os.listdir(folder):
        mark = os.path.join(folder, name)
        if not name.endswith(".use") or time.time() - os.path.getmtime(mark) < _KEPT_SECONDS:
            continue
        with open(mark, "a", encoding="ascii") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                # It is in use, for longer than that.
                continue
            _remove(mark[: -len(".use")])


def _read(archive):
    files = []
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:") as entries:
        for entry in entries:
            if entry.isdir():
                continue
            parts = entry.name.split("/")
            if not entry.isreg() or entry.name.startswith("/") or ".." in parts:
                raise BadArchive(f"its archive holds {entry.name!r}, which is no file of a bundle")
            files.append((entry.name, bool(entry.mode & 0o100), entries.extractfile(entry).read()))
    files.sort(key=lambda file: file[0].encode())
    return files


def _check(content, files):
    total = hashlib.sha256(_PREFIX)
    for path, executable, data in files:
        name = path.encode()
        total.update(struct.pack("<I", len(name)) + name + bytes([executable]) + struct.pack("<Q", len(data)) + hashlib.sha256(data).digest())
    found = "sha256:" + total.hexdigest()
    if found != content:
        raise BadArchive(f"its content digest is {found}, expected {content}")


def _lies_whole(folder, files):
    for path, executable, data in files:
        try:
            facts = os.lstat(os.path.join(folder, path))
        except OSError:
            return False
        if facts.st_size != len(data) or facts.st_mtime != _MTIME or bool(facts.st_mode & 0o100) != executable:
            return False
    return os.path.isdir(folder)


def _write(folder, files):
    os.chmod(folder, 0o755)
    for path, executable, data in files:
        target = os.path.join(folder, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb") as file:
            file.write(data)
        os.chmod(target, 0o555 if executable else 0o444)
        # A file that somebody changed has another time.
        os.utime(target, (_MTIME, _MTIME))


def _remove(folder):
    shutil.rmtree(folder, ignore_errors=True)
