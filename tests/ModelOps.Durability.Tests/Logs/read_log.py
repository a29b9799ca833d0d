"""Reads a segmented log without the product: prints "position text" for each record, and "torn N" for a torn end of N bytes.

Exit status 1 for a log that is damaged otherwise.
"""
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


def read(folder):
    names = sorted(name for name in os.listdir(folder) if name.endswith(".log"))
    position = 0
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
        is_last = name == names[-1]
        if len(data) < 24 and is_last:
            print("torn", len(data))
            return
        magic, version, first, checksum = struct.unpack_from("<8sIQI", data)
        if (magic, version, first, checksum) != (b"MOPSLOG\0", 1, position, crc32c(data[:20])) or int(name[:20]) != first:
            sys.exit(f"bad header of {name}")
        at = 24
        while at < len(data):
            length, checksum = struct.unpack("<II", data[at:at + 8].ljust(8, b"\0"))
            payload = data[at + 8:at + 8 + length]
            if at + 8 > len(data) or len(payload) < length or crc32c(data[at:at + 4] + payload) != checksum:
                if not is_last:
                    sys.exit(f"bad record {position} in {name} at {at}")
                print("torn", len(data) - at)
                return
            print(position, payload.decode())
            position += 1
            at += 8 + length


read(sys.argv[1])
