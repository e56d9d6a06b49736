"""PDFs written by hand: text at given places, in any alphabet, turned or not. Each letter is half as wide as it is high."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

Item = tuple[float, float, float, int, str]  # x, y, size, quarter turns, text
TURNS = {0: "1 0 0 1", 1: "0 1 -1 0", 2: "-1 0 0 -1", 3: "0 -1 1 0"}


def pdf(pages: Iterable[Iterable[Item]], *, info: dict[str, str] | None = None, trailer: str = "") -> bytes:
    """A PDF with these pages of 600 by 800 points."""
    contents = ["\n".join(f"BT /F {size} Tf {TURNS[turn]} {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET" for x, y, size, turn, text in page).encode() for page in pages]
    return assemble(contents, info=info, trailer=trailer)


def assemble(contents: list[bytes], *, info: dict[str, str] | None = None, trailer: str = "", packed: bool = False) -> bytes:
    """A PDF of these content streams."""
    first = 6
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(contents)))
    rows = "\n".join(f"<{high:02x}00> <{high:02x}ff> <{high:02x}00>" for high in (0, 1, 2, 4, 0x20))
    cmap = f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange\n5 beginbfrange\n{rows}\nendbfrange endcmap end end"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Arial /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Arial /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 >>",
        stream(cmap.encode()),
    ]
    for at, content in enumerate(contents):
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F 3 0 R >> >> /Contents {first + 2 * at + 1} 0 R >>"
        objects += [page.encode(), stream(content, packed=packed)]
    if info:
        objects.append(("<< " + " ".join(f"/{key} <feff{value.encode('utf-16-be').hex()}>" for key, value in info.items()) + " >>").encode())
        trailer += f" /Info {len(objects)} 0 R"
    data, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R{trailer} >>\nstartxref\n{len(data)}\n%%EOF".encode()
    return bytes(data)


def stream(content: bytes, *, packed: bool = False) -> bytes:
    if packed:
        content = zlib.compress(content, 9)
    return b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(content), b" /Filter /FlateDecode" if packed else b"", content)


def column(x: float, top: float, lines: list[str], size: float = 10) -> list[Item]:
    """Lines below one another."""
    return [(x, top - 1.2 * size * at, size, 0, line) for at, line in enumerate(lines)]
