"""What requirements ask and how policies say it: `data/thesaurus.txt`, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reviewtui.matching.words import words_of

Phrase = tuple[str, ...]
_DATA = Path(__file__).with_name("data")


@dataclass(frozen=True, slots=True)
class Concept:
    """`said` is how policies put what one of `asked` asks for: phrases of stems or one sign."""

    asked: tuple[Phrase, ...]
    said: tuple[Phrase, ...]


def phrases(text: str) -> tuple[Phrase, ...]:
    """The phrases of `a b | c | #sign`, as stems."""
    stems = words_of("en").stems
    found = []
    for part in text.split("|"):
        signs = tuple(word for word in part.split() if word.startswith("#"))
        words = tuple(stems(" ".join(word for word in part.split() if word[0] != "#")))
        found += [phrase for phrase in (words, signs) if phrase]
    return tuple(dict.fromkeys(found))


@cache
def concepts() -> tuple[Concept, ...]:
    """All concepts of the thesaurus, in its order."""
    found = []
    for line in (_DATA / "thesaurus.txt").read_text(encoding="utf-8").splitlines():
        asked, equals, said = line.partition("=")
        if equals and not line.startswith("#"):
            found.append(Concept(phrases(asked), phrases(said)))
    return tuple(found)
