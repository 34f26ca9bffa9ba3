"""Finds quotes again in edited policies, and says how often that is wrong.

    python -m benchmarks.anchoring [DIR] [--edits 2000] [--show]

Every passage of `NAME.old.*` in DIR is a quote, looked for in `NAME.new.*`; an alignment of
both whole documents says whether it is right (`judging.py`), and so does a person of 100 of
them (`labels.json`), where the pairs are those that were read. Without DIR the version pairs
beside the project, where they are. Then as many random edits of the sample policies, of which
the truth is known (`edits.py`), and the time for 5,000 pieces of evidence (`speed.py`).

*Wrong*: called intact or moved, although the words are others or the place is another.
*Needless*: put in question, although the words are unchanged and stand once before and after;
of all that are unchanged and stand once. Ends with 1 above 0.1 % wrong or 2 % needless, with
one wrong among those a person read, or above 5 s of the process's own time.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, given, settings

from benchmarks.anchoring import speed
from benchmarks.anchoring.edits import Edited, edits
from benchmarks.anchoring.judging import Alignment, quotes_of
from benchmarks.anchoring.pairs import checked, read_pairs
from reviewtui.characters import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.anchoring.judging import Judgement
    from benchmarks.anchoring.pairs import Pair
    from reviewtui.documents import Found

ROOT = Path(__file__).resolve().parents[2]
PAIRS = ROOT.parent / "shared/version-pairs"
WRONG_AT_MOST, NEEDLESS_AT_MOST, SECONDS_AT_MOST = 0.001, 0.02, 5.0
_OUTCOMES = ("intact", "moved", "changed", "ambiguous", "lost")


class Tally(Counter[str]):
    """Counts of outcomes and of judgements."""

    def add(self, found: Found, judgement: Judgement) -> None:
        """One quote more."""
        self[str(found.outcome)] += 1
        self["wrong"] += bool(judgement.wrong)
        self["needless"] += judgement.needless
        self["unchanged"] += judgement.needless or found.outcome in ("intact", "moved")

    @property
    def quotes(self) -> int:
        """How many quotes were looked for."""
        return sum(self[outcome] for outcome in _OUTCOMES)

    @property
    def good(self) -> bool:
        """Whether neither share is too high."""
        return (
            self["wrong"] <= WRONG_AT_MOST * self.quotes
            and self["needless"] <= NEEDLESS_AT_MOST * self["unchanged"]
        )

    def row(self, name: str) -> str:
        """One line of the table."""
        counts = "".join(f"{self[outcome]:>10}" for outcome in _OUTCOMES)
        wrong = self["wrong"] / max(1, self.quotes)
        needless = self["needless"] / max(1, self["unchanged"])
        return (
            f"{name:<14}{self.quotes:>8}{counts}"
            f"{self['wrong']:>5} {wrong:6.2%}{self['needless']:>6} {needless:6.2%}"
        )


def real_edits(pairs: Mapping[str, Pair], *, show: bool) -> Tally:
    """Every passage of the old versions, judged by the alignment."""
    total = Tally()
    for name, (old, new) in pairs.items():
        tally, alignment = Tally(), Alignment(old.text, new.text)
        for quote in quotes_of(old):
            found = quote.find_in(new)
            judgement = alignment.judge(quote, found)
            tally.add(found, judgement)
            if show and (judgement.wrong or judgement.needless):
                now = new.text[found.start : found.end] if found.start is not None else ""
                what = f"wrong {judgement.wrong}" if judgement.wrong else "needless"
                print(f"  {what}: {found.outcome}, then and now:")
                print(f"    {visible(quote.exact)}\n    {visible(now)}")
        print(tally.row(name))
        total.update(tally)
    print(total.row("together"))
    return total


def random_edits(number: int) -> Tally:
    """Random edits of the sample policies, judged by how they were made."""
    tally = Tally()
    paths = sorted((ROOT / "policies").glob("*.*"))

    @settings(
        max_examples=number,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(edits(paths))
    def run(edited: Edited) -> None:
        for place, quote in enumerate(edited.quotes):
            found = quote.find_in(edited.new)
            tally.add(found, edited.judge(place, quote, found))

    run()
    print(tally.row(f"{number} edits"))
    return tally


def main(arguments: list[str] | None = None) -> int:
    """Runs all three, and says so if something is worse than it should be."""
    parser = argparse.ArgumentParser(prog="benchmarks.anchoring")
    parser.add_argument("dir", nargs="?", type=Path, default=PAIRS)
    parser.add_argument("--edits", type=int, default=2_000)
    parser.add_argument("--show", action="store_true", help="print what is wrong or needless")
    options = parser.parse_args(arguments)
    good = True
    heads = "".join(f"{outcome:>10}" for outcome in _OUTCOMES)
    print(f"{'':<14}{'quotes':>8}{heads}{'wrong':>12}{'needless':>13}")
    pairs = read_pairs(options.dir) if options.dir.is_dir() else {}
    if pairs:
        good &= real_edits(pairs, show=options.show).good
        rows = checked(pairs)
        wrong = sum(not row.right for row in rows)
        print(f"{len(rows)} that a person has read: {wrong} wrong")
        good &= not wrong
    else:
        print(f"no version pairs in {options.dir}")
    if options.edits:
        good &= random_edits(options.edits).good
    times = speed.measure(sorted((ROOT / "policies").glob("*.*")))
    print(
        f"{speed.POLICIES * speed.QUOTES} pieces of evidence in {speed.POLICIES} edited policies: "
        f"{times.anchor:.2f} s ({times.anchor_cpu:.2f} s of its own), at most "
        f"{times.longest * 1e3:.0f} ms a policy ({times.stale} stale); the floor, "
        f"looking for each as it is: {times.find:.2f} s; "
        f"reading the policies before both: {times.load:.2f} s"
    )
    return 0 if good and times.anchor_cpu <= SECONDS_AT_MOST else 1


if __name__ == "__main__":
    sys.exit(main())
