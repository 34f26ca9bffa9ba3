"""What requirements ask and how policies say it: what ships, and what a checklist adds.

`data/thesaurus.txt` is written by hand; `data/thesaurus.stems.txt` is the same in stems, so that
nothing has to be stemmed before the first ranking. After a change of the first or of stemming,
`write` makes the second anew.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.matching.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewtui.matching.words import Words

Phrase = tuple[str, ...]
WRITTEN = Path(__file__).with_name("data") / "thesaurus.txt"
STEMMED = WRITTEN.with_name("thesaurus.stems.txt")


class Concept(NamedTuple):
    """`said` is how policies put what one of `asked` asks for: phrases of stems or one sign.

    `literal` are phrases among them that stop words carry, to be found as they are written.
    """

    asked: tuple[Phrase, ...]
    said: tuple[Phrase, ...]
    literal: tuple[str, ...] = ()


@cache
def concepts() -> tuple[Concept, ...]:
    """All concepts of the thesaurus, in its order."""
    found = []
    for line in STEMMED.read_text(encoding="utf-8").splitlines():
        asked, _, said = line.partition("=")
        found.append(Concept(_phrases(asked), _phrases(said)))
    return tuple(found)


def synonyms(groups: Iterable[Iterable[str]], words: Words) -> tuple[Concept, ...]:
    """The concepts of a checklist's groups: what asks for one of a group asks for all of it."""
    found = []
    for group in groups:
        phrases = [tuple(words.stems(written)) for written in group]
        same = tuple(dict.fromkeys([phrase for phrase in phrases if phrase]))
        if same:
            found.append(Concept(same, same, literal_of(group, words)))
    return tuple(found)


def literal_of(written: Iterable[str], words: Words) -> tuple[str, ...]:
    """The phrases that lose half of their words or more as stop words, as they are found."""
    found = []
    for phrase in written:
        tokens = words.tokens(phrase)
        if len(tokens) > 1 and 2 * len(words.stems(phrase)) <= len(tokens):
            found.append(" ".join(phrase.lower().split()))
    return tuple(found)


def _phrases(text: str) -> tuple[Phrase, ...]:
    return tuple([tuple(part.split()) for part in text.split("|")])


def stemmed(written: str) -> str:
    """The lines of the thesaurus with stems for its words, without comments."""
    lines = []
    for line in written.splitlines():
        asked, equals, said = line.partition("=")
        if equals and not line.startswith("#"):
            lines.append(f"{_stems(asked)}={_stems(said)}\n")
    return "".join(lines)


def _stems(text: str) -> str:
    """`words | words | #sign` in stems, each phrase once."""
    stems = words_of("en").stems
    found = []
    for part in text.split("|"):
        signs = " ".join(word for word in part.split() if word.startswith("#"))
        words = " ".join(stems(" ".join(word for word in part.split() if word[0] != "#")))
        found += [phrase for phrase in (words, signs) if phrase]
    return "|".join(dict.fromkeys(found))


def write() -> None:
    """Writes the stems of the thesaurus into the project."""
    STEMMED.write_text(stemmed(WRITTEN.read_text(encoding="utf-8")), encoding="utf-8")
