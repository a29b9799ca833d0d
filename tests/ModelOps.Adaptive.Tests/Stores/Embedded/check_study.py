"""Reads a study's journal without the product: recomputes the study digest and counts what is recorded.

Usage: check_study.py FOLDER. Prints {"study_digest", "trials", "replicates", "told", "stopped", "torn"} as JSON; exit status 1
if the journal is damaged, a replicate or result is recorded twice or is missing before its trial's result, or a table is missing.
"""
import hashlib
import json
import os
import struct
import sys

TABLE = []
for n in range(256):
    for _ in range(8):
        n = (n >> 1) ^ (0x82F63B78 if n & 1 else 0)
    TABLE.append(n)


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = (crc >> 8) ^ TABLE[(crc ^ byte) & 255]
    return crc ^ 0xFFFFFFFF


def records(folder):
    """The payloads of a segmented log, and how many torn bytes follow the last."""
    found = []
    names = sorted(name for name in os.listdir(folder) if name.endswith(".log"))
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
        if name == names[-1] and len(data) < 24:
            return found, len(data)
        magic, version, first, checksum = struct.unpack_from("<8sIQI", data)
        if (magic, version, first, checksum) != (b"MOPSLOG\0", 1, len(found), crc32c(data[:20])):
            sys.exit(f"bad header of {name}")
        at = 24
        while at < len(data):
            length, checksum = struct.unpack("<II", data[at:at + 8].ljust(8, b"\0"))
            payload = data[at + 8:at + 8 + length]
            if at + 8 > len(data) or len(payload) < length or crc32c(data[at:at + 4] + payload) != checksum:
                if name != names[-1]:
                    sys.exit(f"bad record {len(found)} in {name}")
                return found, len(data) - at
            found.append(payload)
            at += 8 + length
    return found, 0


def sha256(data):
    return hashlib.sha256(data).digest()


def canonical(value):
    """RFC 8785 for what a record holds: texts, small integers, lists and objects with ASCII names."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def platform_digest(facts):
    return "sha256:" + hashlib.sha256(canonical(facts)).hexdigest()


def main(folder):
    payloads, torn = records(os.path.join(folder, "journal"))
    tables = {payload[:32].hex() for payload in records(os.path.join(folder, "tables", "packs"))[0]}
    # JSON has no integer -0, so a loss that reads so is the float.
    events = [json.loads(payload, parse_int=lambda text: -0.0 if text == "-0" else int(text)) for payload in payloads]
    created = events[0]
    start = ["study:v1", created["spec_digest"], created["content"], platform_digest(created["platform"])]
    if "adapter_platform" in created:
        start.append(platform_digest(created["adapter_platform"]))
    trials, replicates, told, stopped = [], set(), {}, None
    for event in events[1:]:
        if stopped:
            sys.exit("something follows the end")
        kind = event["event"]
        if kind == "round":
            trials += event["proposals"]
        elif kind == "replicate":
            key = (event["trial"], event["replicate"])
            if key in replicates or event["trial"] in told:
                sys.exit(f"replicate {key} is recorded twice or late")
            replicates.add(key)
            for digest in event.get("tables", {}).values():
                if digest[len("sha256:"):] not in tables:
                    sys.exit(f"table {digest} of replicate {key} is missing")
        elif kind == "told":
            number = event["trial"]
            missing = [i for i in range(len(trials[number]["seeds"])) if (number, i) not in replicates]
            if number in told or missing:
                sys.exit(f"trial {number} is told twice or before replicates {missing}")
            told[number] = event
        elif kind == "stopped":
            stopped = event["reason"]
    digest = sha256("|".join(start).encode())
    for number, trial in enumerate(trials):
        if number not in told:
            break
        loss = told[number].get("loss")
        digest = sha256(digest + canonical({
            "loss": None if loss is None else struct.pack(">d", loss).hex(),
            "params": trial["params"],
            "seeds": trial["seeds"],
            "status": told[number]["status"],
            "trial": number,
        }))
    print(json.dumps({
        "study_digest": "sha256:" + digest.hex(),
        "trials": len(trials),
        "replicates": len(replicates),
        "told": len(told),
        "stopped": stopped,
        "torn": torn,
    }))


main(sys.argv[1])
