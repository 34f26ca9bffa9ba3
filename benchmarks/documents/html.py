"""How much of a policy a saved page gives, and how much of its menus: beside other ways to read it.

    python -m benchmarks.documents html [../shared/bench/c3pa]

A folder in the bench layout with `html/ID.html`: the original pages of documents whose lines
experts marked. Counted are the experts' lines that come through whole, as the same letters and
digits in one stretch: anywhere in the text, and outside of what is marked as menu. Of 30 pages,
`page_labels.txt` says which lines are menus, of ten more `held_out_labels.txt`: those no rule was
made on. A line of ours is menu where most of its words stand there, by an alignment of all words.
What a consent tool declares at length is counted apart: experts marked it as answers.
Words are those of the page, hidden ones too, that are there, as often as they are on the page.
Beside it: all the visible text, and trafilatura tuned for recall, if installed. Times are the best
of three, beside lxml parsing the page and nothing else. Ends with 1 if less than 98 % of the lines
come through or more than 5 % of what is left is menu, on the pages held out too.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from reviewtui.documents.model import BlockKind
from reviewtui.documents.readers.html import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_BENCH = Path(__file__).parents[3] / "shared" / "bench" / "c3pa"
_LABELS = Path(__file__).with_name("page_labels.txt")
_HELD_OUT = Path(__file__).with_name("held_out_labels.txt")
_SEPARATORS = re.compile(r"[\W_]+")
_TIMES = 3

SURVIVE, MENU = 0.98, 0.05  # the aims


@dataclass
class Tally:
    """What one way to read pages kept."""

    gold: int = 0
    kept: int = 0
    unfolded: int = 0  # of the gold: outside of what is marked as menu
    lines: int = 0  # left, on labelled pages
    menu_lines: int = 0
    declared_lines: int = 0  # by a consent tool; not among `lines`
    menu_letters: int = 0
    letters: int = 0
    words: int = 0  # of all that a page shows and hides
    words_kept: int = 0
    seconds: dict[str, float] = field(default_factory=dict)


def letters(text: str) -> str:
    """The letters and digits of a text, one blank for what is between."""
    return f" {_SEPARATORS.sub(' ', text.casefold()).strip()} "


def main(arguments: list[str]) -> int:
    """Print the figures of a folder in the bench layout."""
    folder = Path(arguments[0]) if arguments else _BENCH
    pages = sorted((folder / "html").glob("*.html"))
    if not pages:
        print(f"{folder}: no html/*.html there; give a folder in the bench layout")
        return 2
    labels, held_out = labelled(folder), labelled(folder, _HELD_OUT)
    ways: dict[str, Callable[[bytes], tuple[str, str]]] = {
        "reviewtui": ours,
        "all visible text": _visible,
    }
    if (trafilatura := _trafilatura()) is not None:
        ways["trafilatura, recall"] = trafilatura
    tallies = {name: measure(way, pages, folder, labels) for name, way in ways.items()}
    unseen = [page for page in pages if page.stem in held_out]
    apart = measure(ours, unseen, folder, held_out)
    size = sum(page.stat().st_size for page in pages)
    print(
        f"{len(pages)} pages, {size / 1e6:.1f} MB, {len(labels)} of them labelled,"
        f" {len(held_out)} held out"
    )
    print(
        f"{'':22}{'gold whole':>12}{'unfolded':>10}{'menu lines':>12}{'characters':>12}{'words':>8}"
        f"{'s/MB':>8}"
    )
    for name, tally in tallies.items():
        print(
            f"{name:22}{tally.kept / tally.gold:12.2%}{tally.unfolded / tally.gold:10.2%}"
            f"{tally.menu_lines / max(1, tally.lines):12.2%}"
            f"{tally.menu_letters / max(1, tally.letters):12.2%}"
            f"{tally.words_kept / max(1, tally.words):8.1%}"
            f"{sum(tally.seconds.values()) * 1e6 / size:8.3f}"
        )
    if apart.gold:
        print(
            f"held out: gold whole {apart.kept / apart.gold:.2%}, unfolded"
            f" {apart.unfolded / apart.gold:.2%}, menu lines"
            f" {apart.menu_lines / max(1, apart.lines):.2%}"
        )
    print(
        "consent tools declare"
        f" {tallies['reviewtui'].declared_lines + apart.declared_lines} lines more"
    )
    largest = max(pages, key=lambda page: page.stat().st_size)
    near = min(pages, key=lambda page: abs(page.stat().st_size - 900_000))
    for page in (near, largest):
        floor = _best(_parse_alone, page.read_bytes())
        took = tallies["reviewtui"].seconds[page.stem]
        print(
            f"{page.name}: {page.stat().st_size / 1000:.0f} kB in {took:.3f} s;"
            f" lxml building a tree of it {floor:.3f} s"
        )
    return int(any(_fails(tally) for tally in (tallies["reviewtui"], apart)))


def _fails(tally: Tally) -> bool:
    return tally.kept < SURVIVE * tally.gold or tally.menu_lines > MENU * tally.lines


def _gold(folder: Path) -> dict[str, set[int]]:
    lines: defaultdict[str, set[int]] = defaultdict(set)
    for row in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines():
        query = json.loads(row)
        lines[query["doc"]].update(query["gold_lines"])
    return lines


def labelled(folder: Path, file: Path = _LABELS) -> dict[str, dict[int, str]]:
    """For each labelled page that is here, unchanged: what its lines are, by number."""
    labels: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for row in file.read_text(encoding="utf-8").splitlines():
        if row.startswith("#"):
            continue
        page, what, *entries = row.split()
        path = folder / "docs" / f"{page}.txt"
        if not path.is_file():
            continue
        lines = path.read_text(encoding="utf-8").split("\n")
        for entry in entries:
            number, digest = entry.split(":")
            line = lines[int(number)]
            if sha256(line.encode()).hexdigest().startswith(digest):
                labels[page][int(number)] = what
    return labels


def measure(
    way: Callable[[bytes], tuple[str, str]],
    pages: Iterable[Path],
    folder: Path,
    labels: dict[str, dict[int, str]] | None = None,
) -> Tally:
    """What a way to read keeps of some pages in a folder; `labels` are those of the project."""
    tally = Tally()
    gold = _gold(folder)
    labels = labelled(folder) if labels is None else labels
    for page in pages:
        data = page.read_bytes()
        everything, unfolded = way(data)
        tally.seconds[page.stem] = _best(way, data)
        lines = (folder / "docs" / f"{page.stem}.txt").read_text(encoding="utf-8").split("\n")
        whole, main = letters(everything), letters(unfolded)
        wanted, there = (Counter(text.split()) for text in (letters(_visible(data)[0]), whole))
        tally.words += wanted.total()
        tally.words_kept += (wanted & there).total()
        for number in gold.get(page.stem, ()):
            words = letters(lines[number])
            if words.strip():
                tally.gold += 1
                tally.kept += words in whole
                tally.unfolded += words in main
        if page.stem in labels:
            _count_menu(tally, lines, labels[page.stem], unfolded)
    return tally


def _count_menu(tally: Tally, lines: list[str], labels: dict[int, str], unfolded: str) -> None:
    """Count the lines left whose words are, for the most part, words of menu lines."""
    from rapidfuzz.distance import Indel

    source = [
        (word, labels.get(number, "document"))
        for number, line in enumerate(lines)
        for word in letters(line).split()
    ]
    left = [line for line in unfolded.split("\n") if letters(line).strip()]
    words = [(word, number) for number, line in enumerate(left) for word in letters(line).split()]
    found: list[list[str]] = [[] for _ in left]
    ops = Indel.opcodes([word for word, _ in source], [word for word, _ in words])
    for block in ops.as_matching_blocks():
        for step in range(block.size):
            found[words[block.b + step][1]].append(source[block.a + step][1])
    for line, kinds in zip(left, found, strict=True):
        if "contents" in kinds:
            continue
        if kinds.count("declared") * 2 > len(kinds):
            tally.declared_lines += 1
            continue
        size = len(letters(line).replace(" ", ""))
        is_menu = not kinds or kinds.count("menu") * 2 > len(kinds)
        tally.lines += 1
        tally.letters += size
        tally.menu_lines += is_menu
        tally.menu_letters += size * is_menu


def _best(way: Callable[[bytes], object], data: bytes) -> float:
    times = []
    for _ in range(_TIMES):
        start = time.perf_counter()
        way(data)
        times.append(time.perf_counter() - start)
    return min(times)


def ours(data: bytes) -> tuple[str, str]:
    """The text that reviewtui reads, and that of it which is not marked as menu."""
    extract = read(data, "page")
    shown = [
        extract.text[block.start : block.end]
        for block in extract.blocks
        if block.kind is not BlockKind.MENU
    ]
    return extract.text, "\n".join(shown)


def _visible(data: bytes) -> tuple[str, str]:
    """Every text of the page that is in no script and the like, an element a line."""
    from lxml import etree

    root = etree.fromstring(data, etree.HTMLParser(huge_tree=True, encoding="utf-8"))
    for element in list(root.iter("script", "style", "noscript", "template", "svg", "head")):
        if element.getparent() is not None:
            tail = element.tail or ""
            previous = element.getprevious()
            if previous is not None:
                previous.tail = (previous.tail or "") + tail
            else:
                element.getparent().text = (element.getparent().text or "") + tail
            element.getparent().remove(element)
    inline = {"a", "b", "i", "em", "strong", "span", "u", "font", "sup", "sub", "small"}
    parts: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if element.tag not in inline:
            parts.append("\n")
        text = element.text if event == "start" else element.tail
        parts.append(" ".join(f"_{text or ''}_".split())[1:-1])
    text = "\n".join(line.strip() for line in "".join(parts).split("\n") if line.strip())
    return text, text


def _trafilatura() -> Callable[[bytes], tuple[str, str]] | None:
    try:
        from trafilatura import extract
    except ImportError:
        return None

    def way(data: bytes) -> tuple[str, str]:
        text = extract(data, favor_recall=True, include_tables=True) or ""
        return text, text

    return way


def _parse_alone(data: bytes) -> object:
    from lxml import etree

    return etree.fromstring(data, etree.HTMLParser(huge_tree=True, encoding="utf-8"))
