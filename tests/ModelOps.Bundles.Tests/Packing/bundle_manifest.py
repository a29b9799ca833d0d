"""Packs a folder of few files, one layer 'code', as the documented format says, and prints the digests of pack, index and manifest."""
import hashlib
import json
import os
import struct
import sys

SMALL = 256 * 1024
PART = 16 * 1024 * 1024


def digest(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def header(path, executable, size):
    block = bytearray(512)
    block[0:len(path.encode())] = path.encode()
    for at, text in ((100, "0000755" if executable else "0000644"), (108, "0000000"), (116, "0000000"), (124, "%011o" % size),
                     (136, "0" * 11), (329, "0000000"), (337, "0000000")):
        block[at:at + len(text)] = text.encode()
    block[148:156] = b" " * 8
    block[156:157] = b"0"
    block[257:265] = b"ustar\x0000"
    block[148:155] = ("%06o" % sum(block)).encode() + b"\0"
    return bytes(block)


root = sys.argv[1]
paths = sorted((os.path.relpath(os.path.join(folder, name), root) for folder, _, names in os.walk(root) for name in names), key=str.encode)
files, pack, blobs, content = [], b"", [], hashlib.sha256(b"bundle:v1|")
for path in paths:
    full = os.path.join(root, path)
    data, executable = open(full, "rb").read(), bool(os.stat(full).st_mode & 0o100)
    content.update(struct.pack("<I", len(path.encode())) + path.encode() + bytes([executable]) + struct.pack("<Q", len(data)) + hashlib.sha256(data).digest())
    file = {"path": path, "mode": "0755" if executable else "0644", "size": len(data), "sha256": digest(data), "layer": "code"}
    if len(data) < SMALL:
        pack += header(path, executable, len(data))
        file.update(blob="pack", offset=len(pack))
        pack += data + bytes(-len(data) % 512)
    elif len(data) > PART:
        parts = [data[at:at + PART] for at in range(0, len(data), PART)]
        file.update(parts=[digest(part) for part in parts])
        blobs += [{"mediaType": "application/vnd.modelops.bundle.part.v1", "digest": digest(part), "size": len(part)} for part in parts]
    else:
        file.update(blob=digest(data), offset=0)
        blobs.append({"mediaType": "application/vnd.modelops.bundle.file.v1", "digest": digest(data), "size": len(data)})
    files.append(file)
pack += bytes(1024)
blobs.insert(0, {"mediaType": "application/vnd.modelops.bundle.pack.v1.tar", "digest": digest(pack), "size": len(pack)})
for file in files:
    if file.get("blob") == "pack":
        file["blob"] = digest(pack)
identity = "sha256:" + content.hexdigest()
index = canonical({"schema_version": 1, "content_digest": identity, "layers": ["code"], "roles": {"default": ["code"]}, "files": files})
manifest = canonical({
    "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json", "artifactType": "application/vnd.modelops.bundle.v1",
    "config": {"mediaType": "application/vnd.modelops.bundle.index.v1+json", "digest": digest(index), "size": len(index)},
    "layers": blobs, "annotations": {"org.modelops.bundle.content": identity}})
print(digest(pack), digest(index), digest(manifest))
