"""The content digest of a folder's files, computed without the product from its documented format. Counts every file."""
import hashlib
import os
import struct
import sys

root = sys.argv[1]
files = []
for folder, _, names in os.walk(root):
    for name in names:
        path = os.path.join(folder, name)
        files.append((os.path.relpath(path, root).replace(os.sep, "/").encode(), path))
digest = hashlib.sha256(b"bundle:v1|")
for relative, path in sorted(files):
    with open(path, "rb") as file:
        content = file.read()
    executable = bool(os.stat(path).st_mode & 0o100)
    digest.update(struct.pack("<I", len(relative)) + relative + bytes([executable]) + struct.pack("<Q", len(content)))
    digest.update(hashlib.sha256(content).digest())
print("sha256:" + digest.hexdigest())
