"""`python -m benchmarks.documents formats [FOLDER]`: how fast PDF, DOCX and ODT policies open.

A made-up policy of 300 pages (A4, 45 lines) as PDF, and the same words as DOCX and ODT, are
opened as the app does: parsed in another process that is new, one that is kept, and taken from
the cache; beside pdftotext and pandoc where they are installed, and with the memory that the
parsing process took. With a folder of files of these formats: for each its characters, pages,
share of passages with 40 to 600 characters, share that end in sentence punctuation or are list
items, seconds, and the share of the words of `pdftotext` or `pandoc` that are there.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

from reviewtui.documents import Policy, cache, load_policy
from reviewtui.documents.isolation import Pool
from reviewtui.documents.model import BlockKind
from reviewtui.documents.readers import module_for

if TYPE_CHECKING:
    from collections.abc import Callable

_Result = TypeVar("_Result")
_SENTENCE = (
    "we keep your personal data for as long as the account is open and the law asks us to "
    "retain records of payments messages that you send to our support team third parties rights"
)
_TOOLS = {
    ".pdf": ("pdftotext", "-layout", "{}", "-"),
    ".docx": ("pandoc", "-t", "plain", "--wrap=none", "{}"),
    ".odt": ("pandoc", "-t", "plain", "--wrap=none", "{}"),
}


def main(arguments: list[str]) -> int:
    """Print the figures."""
    if arguments:
        for path in sorted(Path(arguments[0]).iterdir()):
            if path.suffix.lower() in _TOOLS:
                print(_quality(path))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        for path in _made(Path(folder)):
            print(_speed(path))
    return 0


def _made(folder: Path) -> list[Path]:
    """The long policy in each format."""
    from tests.documents.readers.making import docx, odt, para, pdf_bytes, pdf_pages

    random = Random(1)
    pages = [
        [" ".join(random.choices(_SENTENCE.split(), k=15)).capitalize() + "." for _ in range(44)]
        for _ in range(300)
    ]
    pdf = pdf_pages()
    word, open_document = [], []
    for number, lines in enumerate(pages, 1):
        title = f"{number}. Of what we keep"
        pdf.add_page()
        pdf.set_font("helvetica", "B", size=14)
        pdf.text(20, 25, title)
        pdf.set_font("helvetica", size=11)
        for at, line in enumerate(lines):
            pdf.text(20, 34 + 5.4 * at, line)
        pdf.text(100, 285, f"Page {number} of 300")
        paragraphs = [" ".join(lines[at : at + 4]) for at in range(0, 44, 4)]
        word += [para(title, style="H1"), *map(para, paragraphs)]
        open_document.append(f'<text:h text:outline-level="1">{title}</text:h>')
        open_document += [f"<text:p>{paragraph}</text:p>" for paragraph in paragraphs]
    files = {
        "long.pdf": pdf_bytes(pdf),
        "long.docx": docx("".join(word)),
        "long.odt": odt("".join(open_document)),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in files]


def _speed(path: Path) -> str:
    """One line: seconds of each way to open a file."""
    data, module = path.read_bytes(), module_for(path.suffix)
    pool = Pool()
    new, parsed = _timed(lambda: pool.parse(module, data, path.name))
    processor = sum(_processor(process.number) for process in pool.idle)
    kept, _ = _timed(lambda: pool.parse(module, data, path.name))
    memory = max(_peak(process.number) for process in pool.idle)
    pool.close()
    cache.store("sha256:benchmark", module, parsed)
    cached, found = _timed(lambda: cache.load("sha256:benchmark", module))
    cache.forget(["sha256:benchmark"])
    other = _tool(path)
    return (
        f"{path.name:10} {len(parsed.text):,} characters, {len(parsed.passages):,} passages: "
        f"new process {new:.2f} s ({processor:.2f} of a processor), kept {kept:.2f} s, cache "
        f"{f'{cached:.2f} s' if found else 'not kept'}, peak {memory} MB"
        + (f"; {_TOOLS[path.suffix][0]} {other[0]:.2f} s" if other else "")
    )


def _peak(process: int) -> int:
    """The most memory that a running process had, in MB; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) // 1_000 if found else 0


def _processor(process: int) -> float:
    """The seconds of a processor that a running process has used, which other programs do not
    lengthen; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _timed(work: Callable[[], _Result]) -> tuple[float, _Result]:
    begun = perf_counter()
    result = work()
    return perf_counter() - begun, result


def _tool(path: Path) -> tuple[float, str] | None:
    """Seconds and text of the tool that people use for a format, if it is installed."""
    program, *rest = _TOOLS[path.suffix.lower()]
    if shutil.which(program) is None:
        return None
    command = [program, *(part.format(path) for part in rest)]
    seconds, ended = _timed(lambda: subprocess.run(command, capture_output=True, check=False))
    return seconds, ended.stdout.decode("utf-8", "replace")


def _quality(path: Path) -> str:
    """One line: how the text of a file reads."""
    seconds, policy = _timed(lambda: load_policy(path, cache=False))
    passages = [one for one in policy.passages if one.kind is not BlockKind.MENU]
    fitting = sum(40 <= one.end - one.start <= 600 for one in passages)
    other = _tool(path)
    kept = f", {_share(other[1], policy.text):.1%} of the tool's words" if other else ""
    return (
        f"{path.name:34.34} {len(policy.text):8,} characters, {_pages(policy):3} pages, "
        f"40 to 600: {fitting / max(1, len(passages)):.0%}, "
        f"ended: {_ended(policy) / max(1, len(passages)):.0%}{kept}, {seconds:.2f} s"
    )


def _pages(policy: Policy) -> int:
    return max((one.page or 0 for one in policy.passages), default=0)


def _ended(policy: Policy) -> int:
    return sum(
        one.kind in {BlockKind.ITEM, BlockKind.HEADING}
        or policy.text[one.start : one.end]
        .rstrip("\"'”’»)]*_ ")
        .endswith((".", "!", "?", ":", ";"))
        for one in policy.passages
        if one.kind is not BlockKind.MENU
    )


def _share(whole: str, part: str) -> float:
    """How many of the words of one text are in the other."""
    wanted, there = (Counter(re.findall(r"[^\W_]+", text.lower())) for text in (whole, part))
    return (wanted & there).total() / max(1, wanted.total())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
