"""Walking through a policy by sentence, paragraph, heading and word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewtui.documents import BlockKind, Policy, policy_from_text
from reviewtui.documents.units import Unit, Units

TEXT = """# Notice

We like e.g. short notices. They help everybody who reads them on a bus.

## What we keep

We keep:

- invoices for ten years,
- messages for two years after the last reply.

Nothing else is kept by us at any time.

## Who to ask

You may write to us at any time. We answer within a week, and on Mondays within the hour.
"""
POLICY = policy_from_text(TEXT, "notice", suffix=".md")
UNITS = Units(POLICY)


def words(span: tuple[int, int] | None, policy: Policy = POLICY) -> str:
    return " ".join(policy.text[slice(*span)].split()) if span else ""


def walk(unit: Unit, by: int = 1) -> list[str]:
    span: tuple[int, int] | None = (0, 0) if by > 0 else (len(POLICY.text), len(POLICY.text))
    found = []
    while span is not None:
        span = UNITS.step(unit, span, by)
        found.append(words(span))
    return found[:-1]


def test_sentences_items_and_headings_follow_each_other() -> None:
    sentences = walk(Unit.SENTENCE)
    assert sentences == [
        "# Notice",
        "We like e.g. short notices.",
        "They help everybody who reads them on a bus.",
        "## What we keep",
        "We keep:",
        "invoices for ten years,",
        "messages for two years after the last reply.",
        "Nothing else is kept by us at any time.",
        "## Who to ask",
        "You may write to us at any time.",
        "We answer within a week, and on Mondays within the hour.",
    ]
    assert walk(Unit.SENTENCE, -1) == sentences[::-1]


def test_paragraphs_and_headings() -> None:
    paragraphs = walk(Unit.PARAGRAPH)
    assert "invoices for ten years," in paragraphs
    assert paragraphs[1].startswith("We like")
    assert paragraphs[1].endswith("bus.")
    assert walk(Unit.PARAGRAPH, -1) == paragraphs[::-1]
    assert walk(Unit.HEADING) == ["# Notice", "## What we keep", "## Who to ask"]
    assert walk(Unit.HEADING, -1) == ["# Notice", "## What we keep", "## Who to ask"][::-1]


def test_wider_and_narrower() -> None:
    hit = POLICY.text.index("everybody"), POLICY.text.index("everybody") + 9
    sentence = UNITS.wider(hit)
    assert words(sentence) == "They help everybody who reads them on a bus."
    assert sentence is not None
    paragraph = UNITS.wider(sentence)
    assert words(paragraph).startswith("We like")
    assert paragraph is not None
    section = UNITS.wider(paragraph)
    assert words(section).startswith("# Notice")
    assert words(section).endswith("within the hour."), "the outermost heading holds them all"
    assert section is not None
    assert UNITS.wider(section) is None
    assert words(UNITS.narrower(paragraph)) == "We like e.g. short notices."
    assert UNITS.narrower(sentence) is None


def test_a_section_ends_before_the_next_heading() -> None:
    item = UNITS.at(POLICY.text.index("invoices"))
    assert item is not None
    section = UNITS.wider(item)
    assert words(section).startswith("## What we keep")
    assert words(section).endswith("at any time.")


def test_words_at_either_end() -> None:
    span = UNITS.at(POLICY.text.index("Nothing else"))
    assert span is not None
    shorter = UNITS.word_end(UNITS.word_end(span, -1), -1)
    assert words(shorter) == "Nothing else is kept by us at"
    assert UNITS.word_end(UNITS.word_end(shorter, 1), 1) == span
    later = UNITS.word_start(span, 1)
    assert words(later) == "else is kept by us at any time."
    assert UNITS.word_start(later, -1) == span


def test_menus_are_left_out_unless_they_are_asked_for() -> None:
    links = "\n".join(f"* [Page {n}](https://example.com/{n})" for n in range(12))
    page = policy_from_text(
        f"{links}\n\n# Notice\n\nWe keep invoices for ten years.\n", suffix=".md"
    )
    menus = [p for p in page.passages if p.kind is BlockKind.MENU]
    assert menus
    first = Units(page).step(Unit.SENTENCE, (0, 0), 1)
    assert first is not None
    assert all(first[1] <= menu.start or menu.end <= first[0] for menu in menus)
    with_menus = Units(page, menus=True).step(Unit.SENTENCE, (0, 0), 1)
    assert with_menus is not None
    assert with_menus[0] == menus[0].start


def test_nothing_to_walk_through() -> None:
    empty = Units(policy_from_text("  \n"))
    assert empty.at(0) is None
    assert all(empty.step(unit, (0, 0), by) is None for unit in Unit for by in (1, -1))
    assert empty.wider((0, 0)) is None


PARTS = st.sampled_from(
    [
        "We keep it. ",
        "A list:\n\n",
        "- an item; ",
        "\n",
        "\n\n",
        "## Title\n\n",
        "e.g. ",
        "1. ",
        "é。",
    ]
)


@given(st.lists(PARTS, max_size=40).map("".join) | st.text(max_size=200))
def test_every_letter_of_a_passage_is_passed_and_the_way_back_is_the_same(text: str) -> None:
    policy = policy_from_text(text, suffix=".md")
    units = Units(policy, menus=True)
    for unit in Unit:
        forward: list[tuple[int, int]] = []
        span = units.step(unit, (0, 0), 1)
        while span is not None:
            assert 0 <= span[0] < span[1] <= len(policy.text)
            assert not forward or forward[-1][1] <= span[0]
            forward.append(span)
            span = units.step(unit, span, 1)
        back, span = [], units.step(unit, (len(policy.text), len(policy.text)), -1)
        while span is not None:
            back.append(span)
            span = units.step(unit, span, -1)
        assert back == forward[::-1]
        if unit is Unit.SENTENCE:
            passed = {at for start, end in forward for at in range(start, end)}
            letters = (
                {
                    at
                    for p in policy.passages
                    for at in range(p.start, p.end)
                    if text[at : at + 1].isalnum()
                }
                if text == policy.text
                else set()
            )
            assert letters <= passed


@given(st.lists(PARTS, min_size=1, max_size=20).map("".join), st.data())
def test_wider_holds_what_it_widens(text: str, data: st.DataObject) -> None:
    policy = policy_from_text(text, suffix=".md")
    units = Units(policy)
    start = data.draw(st.integers(0, max(0, len(policy.text) - 1)))
    span = units.at(start)
    for _ in range(5):
        if span is None:
            return
        wider = units.wider(span)
        assert wider is None or (wider[0] <= span[0] and span[1] <= wider[1] and wider != span)
        span = wider
    assert span is None, "it comes to an end"
