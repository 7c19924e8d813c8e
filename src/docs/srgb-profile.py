"""Writes src/main/resources/io/holdfast/report/srgb.icc, the output intent of the PDFs.

A matrix profile after ICC.1:2001-04 (v2.1) for sRGB (IEC 61966-2-1), primaries adapted to D50. Every number is from the
standards, so the file carries nobody's rights. Run once, from the project's root: python3 src/docs/srgb-profile.py
"""
import struct
from pathlib import Path

TARGET = Path("src/main/resources/io/holdfast/report/srgb.icc")


def fixed(x):
    return struct.pack(">i", round(x * 65536))


def xyz(x, y, z):
    return b"XYZ " + bytes(4) + fixed(x) + fixed(y) + fixed(z)


def text(words):
    return b"text" + bytes(4) + words.encode() + b"\0"


def description(words):
    letters = words.encode() + b"\0"
    return b"desc" + bytes(4) + struct.pack(">I", len(letters)) + letters + bytes(4 + 4 + 2 + 1 + 67)


def curve(points=1024):
    def linear(i):
        v = i / (points - 1)
        return v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4

    values = b"".join(struct.pack(">H", round(linear(i) * 65535)) for i in range(points))
    return b"curv" + bytes(4) + struct.pack(">I", points) + values


def profile():
    tone = curve()
    tags = [
        (b"desc", description("sRGB IEC61966-2.1")),
        (b"cprt", text("Public domain (CC0-1.0); made by the Holdfast project")),
        (b"wtpt", xyz(0.9642, 1.0, 0.82491)),
        (b"rXYZ", xyz(0.43607, 0.22249, 0.01392)),
        (b"gXYZ", xyz(0.38515, 0.71687, 0.09708)),
        (b"bXYZ", xyz(0.14307, 0.06061, 0.71410)),
        (b"rTRC", tone),
        (b"gTRC", tone),
        (b"bTRC", tone),
    ]
    table, data, places = struct.pack(">I", len(tags)), b"", {}
    for name, content in tags:
        if content not in places:
            data += bytes(-len(data) % 4)
            places[content] = 128 + 4 + 12 * len(tags) + len(data)
            data += content
        table += name + struct.pack(">II", places[content], len(content))
    data += bytes(-len(data) % 4)
    head = struct.pack(">I4xI4s4s4s", 128 + len(table) + len(data), 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    head += fixed(0.9642) + fixed(1) + fixed(0.82491)
    return head.ljust(128, b"\0") + table + data


if __name__ == "__main__":
    TARGET.write_bytes(profile())
