"""The shapes that real policies come in, each on a sample of our own."""

import time
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewtui.documents import BlockKind, Passage, Policy, policy_from_text


def shown(policy: Policy, passage: Passage) -> str:
    return " ".join(policy.text[passage.start : passage.end].split())


def read(text: str, suffix: str = ".txt") -> Policy:
    return policy_from_text(dedent(text).lstrip("\n"), suffix=suffix)


def of(policy: Policy, kind: BlockKind) -> list[str]:
    return [shown(policy, p) for p in policy.passages if p.kind is kind]


def find(policy: Policy, words: str) -> Passage:
    (passage,) = [p for p in policy.passages if words in shown(policy, p)]
    return passage


def intro(policy: Policy, words: str) -> str:
    span = find(policy, words).intro
    return "" if span is None else policy.text[span[0] : span[1]]


GIANT = (
    "Tideline Labs respects what you tell us. It was always so. ACCOUNT DATA: We ask for a name"
    " and an e-mail address when you open an account. We keep both until you close it. * COOKIES"
    " AND PIXELS: A cookie is a small file that your browser keeps for us. We set two of them."
    " Changes to this Notice. We tell you by mail thirty days before anything here changes, and"
    " you may then leave."
)


def test_headings_that_run_into_a_giant_paragraph() -> None:
    policy = read(GIANT)
    assert of(policy, BlockKind.HEADING) == [
        "ACCOUNT DATA:",
        "COOKIES AND PIXELS:",
        "Changes to this Notice.",
    ]
    assert find(policy, "until you close it").heading == ("ACCOUNT DATA",)
    assert find(policy, "We set two of them").heading == ("COOKIES AND PIXELS",)
    assert find(policy, "thirty days").heading == ("Changes to this Notice",)
    assert find(policy, "It was always so").heading == ()
    assert shown(policy, find(policy, "A cookie is")).startswith("A cookie is a small file")


def test_the_heading_of_a_paragraph_ends_with_it() -> None:
    policy = read(f"{GIANT}\nWe answer questions about this notice within a week, by mail.\n")
    assert find(policy, "within a week").heading == ()


MENU = """
    https://tideline.example/privacy
    Products
    Charts
    Tide Tables
    For Harbours
    Pricing
    About us
    Press
    Careers
    Privacy Notice
    This notice says what Tideline Labs does with the data of people who use its charts.
    We keep as little of it as we can.
    Contact us
    Write to us at data@tideline.example if anything in this notice is not clear to you.
    Imprint
    Terms
    Press kit
    Status
    """


def test_a_site_menu_is_not_evidence() -> None:
    policy = read(MENU)
    menu = " ".join(of(policy, BlockKind.MENU))
    assert all(word in menu for word in ("Products", "Tide Tables", "Careers", "Imprint", "Status"))
    assert of(policy, BlockKind.HEADING) == ["Privacy Notice", "Contact us"]
    assert policy.title == "Privacy Notice"
    assert find(policy, "as little of it").heading == ("Privacy Notice",)
    assert find(policy, "data@tideline").kind is BlockKind.PARAGRAPH


def test_a_table_of_contents_is_a_menu() -> None:
    policy = read("""
        Privacy at Tideline

        We wrote this notice for the people who use our charts and for nobody else.

        WHAT WE COLLECT
        HOW WE USE IT
        WHO ELSE SEES IT?
        HOW LONG WE KEEP IT
        YOUR CHOICES
        HOW TO REACH US

        I. WHAT WE COLLECT

        We collect the name of your boat and the harbour that you set out from, nothing else.
        """)
    assert "WHO ELSE SEES IT?" in " ".join(of(policy, BlockKind.MENU))
    assert find(policy, "name of your boat").heading[-1] == "I. WHAT WE COLLECT"


def test_short_lines_in_the_midst_of_text_are_a_list() -> None:
    text = "We keep as little as we can of what you tell us, and we say here what that is."
    lines = "Name of the boat\nHome harbour\nTelephone\nE-mail address\nDraught\nLength\n"
    policy = read("\n\n".join([text] * 6) + f"\n\n{lines}\n" + "\n\n".join([text] * 2))
    assert "Home harbour" in of(policy, BlockKind.ITEM)
    assert of(policy, BlockKind.MENU) == []
    contents = "\n\n".join([text] * 6) + f"\n\n{lines}\n"
    contents += "\n\n".join(f"{line}\n\n{text}" for line in lines.splitlines())
    assert "Home harbour" in " ".join(of(read(contents), BlockKind.MENU))


@pytest.mark.parametrize(
    "bullet", ["•", "-", "*", "–", "▪", "\\-", "1\\.", "(a)", "1.", "a)", "iv."]
)
def test_items_carry_the_words_that_introduce_them(bullet: str) -> None:
    policy = read(f"""
        How We Use It

        We look at your data with care. We may use it to:

          {bullet} draw the chart that you asked for;
          {bullet} tell you about storms on your way, which
            is the point of it all.

        We do nothing else with it, whoever asks us to.
        """)
    assert intro(policy, "draw the chart") == "We may use it to:"
    assert intro(policy, "about storms") == "We may use it to:"
    assert intro(policy, "nothing else") == ""
    assert find(policy, "draw the chart").kind is BlockKind.ITEM
    assert shown(policy, find(policy, "about storms")).endswith("the point of it all.")
    assert find(policy, "We may use it to:").kind is BlockKind.PARAGRAPH
    assert find(policy, "about storms").heading == ("How We Use It",)


def test_items_without_bullets_after_a_colon() -> None:
    policy = read("""
        We collect several kinds of data. They include:
        Your boat's name
        Its length and draught
        To find you again, the number of your telephone
        Where Data Goes
        The data goes to our own computers in Bergen, and stays there until you leave us.
        """)
    assert intro(policy, "draught") == "They include:"
    assert intro(policy, "telephone") == "They include:"
    assert of(policy, BlockKind.HEADING) == ["Where Data Goes"]


def test_bullets_in_one_paragraph() -> None:
    policy = read(
        "We share your position with these: • the coast guard, when you call it; • the harbour"
        " that you are bound for; • nobody else."
    )
    assert of(policy, BlockKind.ITEM) == [
        "the coast guard, when you call it;",
        "the harbour that you are bound for;",
        "nobody else.",
    ]
    assert intro(policy, "the harbour") == "We share your position with these:"


def test_nested_numbers_that_the_scrape_broke() -> None:
    policy = read("""
        3. Sharing

        We give data to others in these cases only:

          1.
          Carriers. They see the address on the parcel and nothing more than that:
            a. the street;
            b.
            the town.
          2. Courts, if they order it.
        4. Keeping

        Orders are kept for ten years, as the tax office wants us to.
        """)
    assert of(policy, BlockKind.HEADING) == ["3. Sharing", "4. Keeping"]
    assert intro(policy, "Courts") == "We give data to others in these cases only:"
    assert intro(policy, "the street").endswith("nothing more than that:")
    assert intro(policy, "the town").endswith("nothing more than that:")
    assert find(policy, "Carriers").heading[0] == "3. Sharing"
    assert find(policy, "ten years").heading == ("4. Keeping",)
    levels = [block.level for block in policy.blocks if block.kind is BlockKind.ITEM]
    assert levels == [1, 2, 2, 1]


@pytest.mark.parametrize("title", ["Data You Give.", "How Data Is Used.", "Sale of Data."])
def test_a_title_and_its_text_on_one_line(title: str) -> None:
    text = f"{title} We keep the name of your boat, and hand it to nobody at all. It stays here."
    policy = read(text)
    assert of(policy, BlockKind.HEADING) == [title]
    assert find(policy, "It stays here").heading == (title.rstrip("."),)


@pytest.mark.parametrize("sentence", ["We Sell Charts.", "Charts are drawn by hand.", "It Is So."])
def test_a_short_first_sentence_is_no_title(sentence: str) -> None:
    policy = read(f"{sentence} The name of your boat is kept, and handed to nobody at all.")
    assert of(policy, BlockKind.HEADING) == []


def test_contracts() -> None:
    policy = read("""
        ARTICLE I DEFINITIONS
        Section 1.01. Terms. As used here, "Chart" means any drawing of the sea that Tideline sells.
        ARTICLE II TERM
        Section 2.01. Beginning. It begins when both have signed it, on paper or otherwise.
        Section 2.02. End. Either side may end it with ninety days' notice in writing.
        """)
    assert find(policy, "any drawing").heading[0] == "ARTICLE I DEFINITIONS"
    assert find(policy, "ninety days").heading[0] == "ARTICLE II TERM"
    assert shown(policy, find(policy, "ninety days")).startswith("Section 2.02. End. Either side")


def test_lines_wrapped_at_a_column_are_one_paragraph() -> None:
    policy = read("""
        Tideline Labs keeps the log of your voyage for as long as you
        have an account with us, and for two years after that, since the
        insurance of your boat may ask for it. You can have it deleted
        before, from the page of your account.

        We keep nothing of what you write to other sailors. Their mail
        and yours goes through our computers without being stored, and
        nobody of ours can read it on the way.
        """)
    assert shown(policy, find(policy, "insurance")) == (
        "Tideline Labs keeps the log of your voyage for as long as you have an account with us,"
        " and for two years after that, since the insurance of your boat may ask for it."
    )


def test_a_word_broken_at_the_end_of_a_short_line_stays_in_its_sentence() -> None:
    policy = read("""
        Your rights
        The anonymi-
        zation of your log takes place after two years.
        - sailors -
        are never told.
        """)
    assert shown(policy, find(policy, "zation")) == (
        "The anonymi- zation of your log takes place after two years."
    )


def test_a_long_sentence_is_cut_at_its_points() -> None:
    points = "; ".join(
        f"({mark}) the {thing} of every boat that calls at a harbour which uses our charts and"
        " has agreed to have its calls counted for the harbour's own statistics"
        for mark, thing in zip("abcdef", ["name", "draught", "flag", "owner", "crew", "load"],
                               strict=True)
    )  # fmt: skip
    policy = read(f"For the statistics of the harbours we collect: {points}.")
    assert len(policy.passages) > 2
    assert all(passage.end - passage.start <= 600 for passage in policy.passages)
    assert intro(policy, "(f) the load").endswith("we collect:")


def test_a_short_sentence_joins_its_neighbour_and_a_short_item_does_not() -> None:
    policy = read("""
        We never sell data to anyone at all. Never. That is a promise that we have kept for years.

        You can reach us by:
        - Post
        - Telephone
        """)
    assert shown(policy, find(policy, "Never.")) == "We never sell data to anyone at all. Never."
    assert of(policy, BlockKind.ITEM) == ["Post", "Telephone"]


MARKDOWN = """
    Privacy at Tideline
    ===================

    Who we are
    ----------

    Tideline Labs draws [charts](https://tideline.example/charts "All of them").
    Write to **data@tideline.example**.

    ## What we keep ##

    We keep:

    *   your boat's *name*;
    *   its length,
    which we need;
        1. in feet
        2. in metres

    > Quoted from the law: data is kept
    > no longer than it is needed for.

    **Sharing**

    **Carriers.** They see the address that is on the parcel, and nothing more of you.

    | Data | Kept for |
    | --- | --- |
    | Orders. All of them. | ten years |

    *   [Home](https://tideline.example/)
    *   [Shop](https://tideline.example/shop)
    *   [Imprint](https://tideline.example/imprint)
    """


def test_markdown() -> None:
    policy = read(MARKDOWN, ".md")
    assert policy.title == "Privacy at Tideline"
    assert of(policy, BlockKind.HEADING) == [
        "Privacy at Tideline",
        "Who we are",
        "## What we keep ##",
        "**Sharing**",
        "**Carriers.**",
    ]
    assert find(policy, "draws").heading == ("Privacy at Tideline", "Who we are")
    assert find(policy, "in metres").heading[-1] == "What we keep"
    assert find(policy, "see the address").heading[-2:] == ("Sharing", "Carriers")
    assert intro(policy, "its length") == "We keep:"
    assert shown(policy, find(policy, "its length")) == "its length, which we need;"
    assert shown(policy, find(policy, "All of them. |")) == "| Orders. All of them. | ten years |"
    assert intro(policy, "All of them. |") == "| Data | Kept for |"
    assert intro(policy, "Kept for |") == ""
    assert "no longer than" in shown(policy, find(policy, "Quoted from the law"))
    assert "Imprint" in " ".join(of(policy, BlockKind.MENU))
    assert policy.text == dedent(MARKDOWN).lstrip("\n")


PIECES = st.sampled_from(
    ["We keep it. ", "Use of Data\n", "• a thing;\n", "- ", "* ", "1. ", "(a) ", "\n", "\n\n",
     "We may use it to:\n", "ORDERS: ", "# H\n", "> q\n", "| a | b |\n", "---\n", "===\n", "```\n",
     "**B.** ", "[x](http://y.z)\n", "Inc. ", "Section 2.1. ", "e\u0301", "\u202e", "\x1b[",
     "\u2028",
     "\x85", "\x00", "ﬁ", "我。", "?", ":\n", "; ", "  ", "\t", "x", "_", "1.1 "]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(PIECES | st.text(max_size=5), max_size=60), st.sampled_from([".txt", ".md"]))
def test_any_text_becomes_passages_that_hold_all_of_it(pieces: list[str], suffix: str) -> None:
    text = "".join(pieces).replace("\r", "")
    policy = policy_from_text(text, suffix=suffix)
    assert policy.text == text.removeprefix("\ufeff")
    for parts in (policy.passages, policy.blocks):
        end = 0
        for part in parts:
            assert end <= part.start < part.end <= len(policy.text)
            end = part.end
    held: set[int] = set()
    for passage in policy.passages:
        held.update(range(passage.start, passage.end))
        assert passage.end - passage.start <= 600
        assert any(c.isalnum() for c in policy.text[passage.start : passage.end])
        if passage.intro is not None:
            assert 0 <= passage.intro[0] < passage.intro[1] <= passage.start
    assert all(at in held for at, c in enumerate(policy.text) if c.isalnum())


@pytest.mark.shared
def test_the_five_real_policies(shared: Path) -> None:
    from reviewtui.documents import load_policy

    for path in sorted((shared / "policies").glob("*.txt")):
        policy = load_policy(path)
        prose = [p for p in policy.passages if p.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM}]
        lengths = sorted(p.end - p.start for p in prose)
        assert policy.language == "en"
        assert 60 <= lengths[len(lengths) // 2] <= 200, path.name
        assert lengths[-1] <= 600
        whole = sum(policy.text[p.end - 1] in '.;:?!)”"' for p in prose)
        assert whole >= 0.7 * len(prose), path.name


@pytest.mark.parametrize(
    "unit",
    ["a\n", "• a ", "[", "[a](", "**a ", "Use Of\n", "| a ", "1. a\n", "AB: ", "> a\n"],
)
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_time_is_linear_in_the_text(unit: str, suffix: str) -> None:
    def seconds(size: int) -> float:
        text = "We keep it. " + unit * (size // len(unit))
        best = float("inf")
        for _ in range(2):
            begin = time.perf_counter()
            policy_from_text(text, suffix=suffix)
            best = min(best, time.perf_counter() - begin)
        return best

    # Sixteen times the text takes about 16 times as long; were it quadratic, 256 times.
    assert seconds(96_000) < 100 * max(seconds(6_000), 0.001)
