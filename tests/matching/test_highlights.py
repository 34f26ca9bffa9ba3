"""Highlights and reasons: the words that made the match, as spans of the policy's text."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reviewtui.checklists import Requirement
from reviewtui.documents import policy_from_text
from reviewtui.matching import Candidate, Lesson, Matcher
from reviewtui.matching.signs import NAMES, sign_spans
from tests.matching.samples import CHECKLIST, checklist, orchard


def marked(text: str, candidate: Candidate) -> list[str]:
    return [text[start:end] for start, end in candidate.highlights]


def test_inflected_words_are_marked() -> None:
    policy = orchard()
    top = Matcher(CHECKLIST).rank(policy, "retention")[0]

    assert any("retained" in words for words in marked(policy.text, top))
    assert all(start >= top.start and end <= top.end for start, end in top.highlights)


def test_a_phrase_is_one_mark() -> None:
    asked = Requirement(
        "board", "Board", "Names the ethics board.", terms=("harbour ethics board",)
    )
    policy = policy_from_text("Disputes go to the Harbour Ethics Board, which meets in May.\n")

    top = Matcher(checklist(asked)).rank(policy, "board")[0]

    assert "Harbour Ethics Board" in marked(policy.text, top)


def test_a_sign_is_marked_and_named() -> None:
    policy = orchard()
    top = Matcher(CHECKLIST).rank(policy, "contact")[0]

    assert any("@orchardvane" in words for words in marked(policy.text, top))
    assert "an e-mail address" in top.why[0]


def test_a_damaged_word_is_found_and_marked_as_it_stands() -> None:
    policy = policy_from_text(
        "Wardens patrol the yard.\n\nAll traffic is encrypled before it leaves the depot.\n"
    )
    asked = Requirement("encryption", "Encrypted traffic", "Data is encrypted in transit.")

    top = Matcher(checklist(asked)).rank(policy, "encryption")[0]

    assert "encrypled" in " ".join(marked(policy.text, top))


def test_spelling_hyphenation_ligatures_and_soft_hyphens_do_not_matter() -> None:
    asked = Requirement("a", "Organization", "Anonymization of confidential information.")
    texts = [
        "The anonymisation is done at night by a clerk.",
        "The clerk who sits beside the window at night does the anonymi-\nzation by hand.",
        "The anonymi\u00adzation is done at night by a clerk.",
        "What is con\ufb01dential stays with the clerk at night.",
    ]
    for text in texts:
        policy = policy_from_text(f"Nothing else is said.\n\n{text}\n")
        top = Matcher(checklist(asked)).rank(policy, "a")[0]
        assert top.start >= policy.text.index(text[:12])
        assert top.highlights


def test_the_heading_that_matches_is_named() -> None:
    policy = policy_from_text(
        "# Retention\n\nInvoices: ten years, because of tax law, counted from the last day of"
        " the year.\n\n# Weather\n\nIt often rains on the quay in the autumn months.\n",
        suffix=".md",
    )
    top = Matcher(CHECKLIST).rank(policy, "retention")[0]

    assert top.text.startswith("Invoices")
    assert any("“Retention”" in reason for reason in top.why)


def test_the_words_of_the_heading_that_matches_are_marked_above_the_candidate() -> None:
    policy = policy_from_text(
        "# Quay rules\n\n## Retention of invoices\n\nTen years, because of tax law, counted from"
        " the last day of the year.\n\n# Weather\n\nIt often rains in the autumn months.\n",
        suffix=".md",
    )
    top = Matcher(CHECKLIST).rank(policy, "retention")[0]

    assert top.text.startswith("Ten years")
    assert [policy.text[start:end] for start, end in top.around] == ["Retention"]
    assert top.why[-1] == "under “Retention of invoices”"


def test_a_heading_that_hardly_counts_is_not_named() -> None:
    policy = policy_from_text(
        "# Our policy about data\n\nOrder records are retained for seven years.\n", suffix=".md"
    )
    top = Matcher(CHECKLIST).rank(policy, "retention")[0]

    assert top.text.startswith("Order")
    assert not any("under" in reason for reason in top.why)
    assert top.around == ()


def test_the_words_that_introduce_a_list_are_marked_outside_the_candidate() -> None:
    policy = policy_from_text(
        "We may sell personal data to these buyers:\n\n"
        "- brokers of boating equipment and marine paint\n"
        "- publishers of tide tables and harbour maps\n"
    )
    candidates = Matcher(CHECKLIST).rank(policy, "sale")
    item = next(c for c in candidates if c.text.lstrip("- ").startswith("brokers"))

    assert any("sell" in policy.text[start:end] for start, end in item.around)
    assert all(end <= item.start for _, end in item.around)
    assert "sell" in item.why[0]


def test_what_was_learned_is_marked_and_what_speaks_against_is_not() -> None:
    matcher = Matcher(CHECKLIST)
    policy = policy_from_text(
        "Folders go to the cellar, where they gather dust until the auditor has been.\n\n"
        "Personal lockers are kept clean.\n"
    )
    assert not any(
        "cellar" in marked(policy.text, one) for one in matcher.rank(policy, "retention")
    )
    matcher.teach(
        "first",
        "retention",
        accepted=[Lesson("Ledgers gather dust in the cellar.")],
        rejected=[Lesson("Personal mugs are kept clean."), Lesson("Desks are kept clean.")],
    )
    found = matcher.rank(policy, "retention")

    top = found[0]
    assert top.text.startswith("Folders")
    assert "cellar" in " ".join(marked(policy.text, top))
    assert "gather dust" in marked(policy.text, top)
    assert "like what you accepted in first" in top.why
    assert not any("clean" in marked(policy.text, one) for one in found)


def test_nothing_but_a_number_or_a_negation_is_marked_beside_what_matches() -> None:
    asked = Requirement("a", "Sale", "Says that data is not sold.", terms=("SOC 2",))
    policy = policy_from_text("Data is sold at 2 places, not one, to brokers.\n")

    assert marked(policy.text, Matcher(checklist(asked)).rank(policy, "a")[0]) == ["sold"]


def test_an_email_is_one_mark_and_mail_is_another_word() -> None:
    asked = Requirement("a", "E-mail", "Says whom to e-mail.")
    policy = policy_from_text("We answer by E-mail and by mail, on Mondays and Tuesdays.\n")

    top = Matcher(checklist(asked)).rank(policy, "a")[0]
    assert "E-mail" in marked(policy.text, top)
    assert "mail" not in marked(policy.text, top)


@given(
    st.lists(
        st.sampled_from(
            [
                "# Retention",
                "Data is kept for 90 days.",
                "We sell data:",
                "- not sold",
                "- a@b.example",
                "1. Storage",
                "kept kept kept",
                "Says how long, not why.",
                "retentlon peri0d",
                "e-mail us",
            ]
        ),
        min_size=1,
        max_size=12,
    ),
    st.sampled_from(["\n", "\n\n"]),
)
def test_marks_are_where_they_should_be_whatever_the_policy(lines: list[str], join: str) -> None:
    policy = policy_from_text(join.join(lines) + "\n", suffix=".md")
    matcher = Matcher(CHECKLIST)
    matcher.teach("other", "sale", accepted=[Lesson("We sell data:")], rejected=[Lesson("kept")])
    for asked in CHECKLIST.requirements:
        for one in matcher.rank(policy, asked.id):
            assert one.why
            assert all(one.start <= start < end <= one.end for start, end in one.highlights)
            assert all(end <= one.start or start >= one.end for start, end in one.around)
            for spans in (one.highlights, one.around):
                assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_signs_are_marked_whole() -> None:
    text = (
        "Write to (anna.b-c@mail.orchard.example), see https://orchard.example/a?b=1. Within"
        " 30 days we pay $5,000.50 or 12.5%.\n"
    )
    found = {sign: [text[a:b] for a, b in sign_spans(sign, text)] for sign in NAMES}

    assert found["#email"] == ["anna.b-c@mail.orchard.example"]
    assert found["#web"] == ["https://orchard.example/a?b=1"]
    assert found["#period"] == ["30 days"]
    assert found["#money"] == ["$5,000.50"]
    assert found["#percent"] == ["12.5%"]


@given(st.text("a@.b 5€$%days\n()-:/htps"))
def test_marks_of_signs_are_in_order_and_apart(text: str) -> None:
    for sign in NAMES:
        spans = sign_spans(sign, text)
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(one[1] <= two[0] for one, two in pairwise(spans))
