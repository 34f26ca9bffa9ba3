"""How policies read once they are split: figures over folders of any format that opens.

    python -m benchmarks.documents reading [FOLDER …]      (../shared/policies ../shared/wild)

For each format: files, and those that did not open; of the passages outside of menus, the share
of 40 to 600 characters (headings aside), and the share that ends as a sentence or is an item, a
heading or a table row; letters and digits of the text that no passage holds; letters of the raw
text that are not in `.text`, where the file is text; processor seconds a megabyte, from bytes to
passages, beside those of `pandoc -t plain` where it is installed and reads the format. Ends with 1
if a file does not open or a letter of a text is lost.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from reviewtui.documents.model import BlockKind
from reviewtui.documents.parsed import Parsed, parse
from reviewtui.documents.readers import READERS, module_for
from reviewtui.errors import InputError

_SHARED = Path(__file__).parents[3] / "shared"
_PANDOC = {".html": "html", ".htm": "html", ".md": "markdown", ".docx": "docx", ".odt": "odt"}
_TEXT = {".txt", ".text", ".md", ".markdown"}
_ENDS = (".", "!", "?", ":", ";", "。", "…")
_CLOSING = "\"'”’»)]*_"


@dataclass
class Tally:
    """What the files of one format came to."""

    files: int = 0
    failed: int = 0
    size: int = 0  # bytes
    seconds: float = 0.0
    pandoc: float = 0.0  # seconds
    passages: int = 0  # outside of menus and headings
    fitting: int = 0
    whole: int = 0
    letters: int = 0
    unheld: int = 0  # letters of .text in no passage
    lost: int = 0  # letters of the file not in .text


def main(arguments: list[str]) -> int:
    """Print a line for each format in the folders."""
    folders = [Path(one) for one in arguments] or [_SHARED / "policies", _SHARED / "wild"]
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix.lower() in READERS:
                _count(tallies[path.suffix.lower()], path)
    if not tallies:
        print("no file of a format that opens; give folders with policies")
        return 2
    print(
        f"{'':10}{'files':>6}{'failed':>7}{'MB':>7}{'40–600':>9}{'whole':>8}{'unheld':>8}"
        f"{'lost':>6}{'s/MB':>8}{'pandoc':>8}"
    )
    for suffix, tally in sorted(tallies.items()):
        passages = max(1, tally.passages)
        pandoc = f"{tally.pandoc * 1e6 / tally.size:8.2f}" if tally.pandoc else f"{'–':>8}"
        print(
            f"{suffix:10}{tally.files:6}{tally.failed:7}{tally.size / 1e6:7.2f}"
            f"{tally.fitting / passages:9.1%}{tally.whole / passages:8.1%}"
            f"{tally.unheld:8}{tally.lost:6}{tally.seconds * 1e6 / tally.size:8.3f}{pandoc}"
        )
    return int(any(tally.failed or tally.unheld or tally.lost for tally in tallies.values()))


def _count(tally: Tally, path: Path) -> None:
    data = path.read_bytes()
    suffix = path.suffix.lower()
    tally.files += 1
    tally.size += len(data)
    start = time.process_time()
    try:
        parsed = parse(data, path.name, module_for(suffix))
    except InputError as error:
        print(error.lines[0])
        tally.failed += 1
        return
    tally.seconds += time.process_time() - start
    tally.pandoc += _pandoc(path)
    _count_passages(tally, parsed)
    held = sum(_letters(parsed.text[p.start : p.end]) for p in parsed.passages)
    letters = _letters(parsed.text)
    tally.letters += letters
    tally.unheld += letters - held
    if suffix in _TEXT:
        tally.lost += _letters(data.decode("utf-8", "ignore")) - letters


def _count_passages(tally: Tally, parsed: Parsed) -> None:
    for passage in parsed.passages:
        if passage.kind in {BlockKind.MENU, BlockKind.HEADING}:
            continue
        words = parsed.text[passage.start : passage.end]
        tally.passages += 1
        item = passage.kind is BlockKind.ITEM or words.startswith("|")
        tally.fitting += 40 <= len(words) <= 600
        tally.whole += item or words.rstrip(_CLOSING).endswith(_ENDS)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _pandoc(path: Path) -> float:
    reads = _PANDOC.get(path.suffix.lower())
    program = shutil.which("pandoc")
    if program is None or reads is None:
        return 0.0
    before = _of_children()
    subprocess.run(
        [program, "-f", reads, "-t", "plain", "-o", "/dev/null", str(path)],
        check=False,
        capture_output=True,
    )
    return _of_children() - before


def _of_children() -> float:
    """Seconds of a processor that programs called from here took, which others do not lengthen."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
