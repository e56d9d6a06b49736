"""Articles in any number, made from those of the corpus: paragraphs of them, with names of files of their own; some are hostile."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from pipeline.documents import read_text
from pipeline.errors import DocumentError
from pipeline.segmentation import segment

CORPUS = Path(__file__).parent.parent / "corpus" / "articles"


def paragraphs() -> list[str]:
    """The paragraphs of the corpus that are prose and, each on its own, an article."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt"))]
    return [part.strip() for text in texts for part in text.split("\n\n") if 150 < len(part.strip()) < 900 and _is_readable(part)]


def _is_readable(text: str) -> bool:
    try:
        return bool(segment(read_text(text, "a")).sentences)
    except DocumentError:  # a list of books, say, of which no language can be told
        return False


def write(folder: Path, count: int, *, hostile: int = 0, size: int = 1, seed: int = 7) -> Path:
    """Write so many files, ``hostile`` of them rejected; each article has ``size`` paragraphs. The folder."""
    folder.mkdir(parents=True)
    choice, prose = random.Random(seed), paragraphs()
    bad = set(choice.sample(range(count), hostile))
    kinds = list(HOSTILE)
    for at in range(count):
        if at in bad:
            kind = kinds[len(bad & set(range(at))) % len(kinds)]
            (folder / f"d{at:05d}.txt").write_bytes(HOSTILE[kind](choice))
        else:
            (folder / f"d{at:05d}.txt").write_text("\n\n".join(choice.choice(prose) for _ in range(size)) + "\n", encoding="utf-8")
    return folder


def bomb(_: random.Random) -> bytes:
    """A DOCX whose text grows a thousand times."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b"0" * 5_000_000)
    return data.getvalue()


HOSTILE: dict[str, Callable[[random.Random], bytes]] = {
    "empty": lambda _: b"",
    "noise": lambda choice: choice.randbytes(3000),
    "pdf": lambda choice: b"%PDF-1.7\n" + choice.randbytes(2000),
    "bomb": bomb,
    "html": lambda _: b"<html><a " + b" ".join(b"x%d" % at for at in range(3000)) + b">",
    "zip": lambda _: b"PK\x03\x04" + b"\0" * 500,
    "blank": lambda _: b" \n" * 500,
}
