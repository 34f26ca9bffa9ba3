"""The tables that ship with matching."""

from reviewtui.matching.thesaurus import STEMMED, WRITTEN, concepts, stemmed


def test_the_stems_of_the_thesaurus_are_those_of_its_words() -> None:
    written = WRITTEN.read_text(encoding="utf-8")

    assert STEMMED.read_text(encoding="utf-8") == stemmed(written), (
        "call reviewtui.matching.thesaurus.write()"
    )
    assert all(all(phrase) for concept in concepts() for phrase in concept.asked + concept.said)
