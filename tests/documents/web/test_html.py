"""A saved web page gives what a visitor reads, and knows which of it is the document."""

import codecs
from pathlib import Path

import pytest

from reviewtui import load_policy
from reviewtui.documents import BlockKind, Policy
from reviewtui.documents.readers.html import read
from reviewtui.errors import InputError
from tests.documents.web.pages import POLICY_PAGE


def page(body: str) -> str:
    """The text of a page with that body, its menus left out."""
    extract = read(body.encode(), "page.html")
    return "\n".join(
        extract.text[block.start : block.end]
        for block in extract.blocks
        if block.kind is not BlockKind.MENU
    )


def folded(body: str) -> list[str]:
    extract = read(body.encode(), "page.html")
    return [
        extract.text[block.start : block.end]
        for block in extract.blocks
        if block.kind is BlockKind.MENU
    ]


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    path = tmp_path / "ferries.html"
    path.write_text(POLICY_PAGE, encoding="utf-8")
    return load_policy(path)


def passage(policy: Policy, words: str) -> tuple[str, tuple[str, ...]]:
    (found,) = [p for p in policy.passages if words in policy.text[p.start : p.end]]
    return policy.text[found.start : found.end], found.heading


def test_menus_banners_and_footers_are_folded_and_never_lost(policy: Policy) -> None:
    menus = "\n".join(
        policy.text[block.start : block.end]
        for block in policy.blocks
        if block.kind is BlockKind.MENU
    )
    for words in ("Home", "The Heron", "Timetables", "Accept all", "cookies to make this site",
                  "Skip to content", "Latest news", "About us", "All rights reserved"):  # fmt: skip
        assert words in menus
    for words in ("Privacy at Heron & Sedge", "Last revised", "dog", "Slipway Lane", "Controller"):
        assert words not in menus
        assert words in policy.text


def test_what_no_visitor_sees_is_left_out(policy: Policy) -> None:
    for words in ("script", "#333", "Draft", "lawyers"):
        assert words not in policy.text


def test_the_title_is_the_documents_own(policy: Policy) -> None:
    assert policy.title == "Privacy at Heron & Sedge"


def test_a_page_without_headings_is_called_what_its_tab_says() -> None:
    body = "<title>Terms &amp; data</title><p>" + "We keep what you send us for a year. " * 8
    assert read(body.encode(), "page.html").title == "Terms & data"


def test_headings_are_levels_above_what_follows(policy: Policy) -> None:
    _, heading = passage(policy, "ask what we hold")
    assert heading == ("Privacy at Heron & Sedge", "3. Your rights")


def test_bold_words_that_begin_a_paragraph_are_its_heading(policy: Policy) -> None:
    words, heading = passage(policy, "watch the gangway")
    assert words.startswith("Cameras watch")
    assert heading[-1] == "Cameras"


def test_a_bullet_before_bold_words_is_in_one_place_only() -> None:
    text = "<p>Before.</p><p><b>• Ads.</b> We show none, and would tell you long before we do.</p>"
    extract = read(text.encode(), "page.html")
    assert [extract.text[block.start : block.end] for block in extract.blocks] == [
        "Before.",
        "• Ads.",
        "We show none, and would tell you long before we do.",
    ]


def test_bold_words_within_a_sentence_are_no_heading() -> None:
    text = "<p><b>Heron Ferries</b> keeps the data of its passengers for a year and no longer.</p>"
    extract = read(text.encode(), "page.html")
    assert [block.kind for block in extract.blocks] == [BlockKind.PARAGRAPH]


def test_lists_keep_their_nesting_and_numbers(policy: Policy) -> None:
    assert "• what you bring aboard:\n  • a bicycle or a car,\n  • a dog;\n• how" in policy.text
    assert "4. You can ask what we hold on you.\n5. You can have it corrected." in policy.text
    levels = {
        policy.text[block.start : block.end].lstrip("• "): block.level
        for block in policy.blocks
        if block.kind is BlockKind.ITEM
    }
    assert levels["a dog;"] == 2
    assert levels["how you pay."] == 1


def test_cells_stay_in_their_rows(policy: Policy) -> None:
    row, heading = passage(policy, "tax law")
    assert row == "| Bookings | Ten years, as tax law demands |"
    assert heading[-1] == "2. How long we keep it"
    assert "| Recordings | • three days • longer if the police ask |" in policy.text
    (found,) = [p for p in policy.passages if "tax law" in policy.text[p.start : p.end]]
    assert found.intro is not None
    assert policy.text[slice(*found.intro)] == "| Data | Kept for |"


def test_a_table_that_only_sets_the_page_is_no_table() -> None:
    text = page(
        "<table><tr><td><ul><li><a href=/>Home</a><li><a href=/a>About</a><li><a href=/b>Boats</a>"
        "</ul></td><td><h1>Privacy</h1><p>We keep the data of passengers for a year and no longer."
        "</p><table><tr><td>Name</td><td>a year</td></tr><tr><td>Card</td><td>a day</td></tr>"
        "</table></td></tr></table>"
    )
    assert text.split("\n") == [
        "Privacy",
        "We keep the data of passengers for a year and no longer.",
        "| Name | a year |",
        "| Card | a day |",
    ]


def test_what_can_be_unfolded_is_read_under_its_summary(policy: Policy) -> None:
    _, heading = passage(policy, "overwritten every January")
    assert heading[-1] == "How is it deleted?"


def test_line_breaks_break_lines(policy: Policy) -> None:
    assert "Heron & Sedge Ferries\n2 Slipway Lane\nPort Amble" in policy.text


def test_a_hidden_section_with_much_text_is_read_as_its_button_unfolds_it() -> None:
    long = "When a crossing is cancelled we write to the address of the booking. " * 5
    text = page(f"<h1>Notice</h1><p>{long}</p><button>Refunds</button><div hidden><p>{long}</p>")
    assert text.count("crossing is cancelled") == 10
    assert "Refunds" in text


def test_preformatted_text_keeps_its_lines() -> None:
    text = page("<pre>1. SCOPE\n\nThis notice covers\nthe ferry, and\nnothing else.\n</pre>")
    assert "This notice covers\nthe ferry, and\nnothing else." in text


def test_a_link_on_its_own_within_the_document_stays() -> None:
    body = (
        "<p>" + "We sell no data of our passengers to anybody. " * 4 + "</p>"
        "<p><a href=/optout>Do not share my data</a></p><p>" + "We answer within a month. " * 8
    )
    assert "Do not share my data" in page(body)
    assert not folded(body)


def test_links_below_every_part_that_lead_back_are_folded() -> None:
    part = "<h2>About %s</h2><p>We keep what you tell us of %s for as long as the law asks.</p>"
    back = '<a href="#top">Back to Top</a>'
    kinds = ("boats", "crews", "cargo")
    body = "<h1>Notice</h1>" + "".join(part % (kind, kind) + back for kind in kinds)
    body += f"<p>{'Whoever asks gets an answer from the harbour master in a week. ' * 3}</p>"
    assert folded(body) == ["Back to Top"] * 3
    assert "Back to Top" in page(body.replace(back, "<p>Back to Top</p>"))


def test_what_a_consent_tool_declares_at_length_can_be_cited() -> None:
    rows = "".join(
        f"<tr><td>c{n}</td><td>Counts how often a boat is looked up, and by whom.</td></tr>"
        for n in range(30)
    )
    text = "We keep the data of our passengers for a year, and not a day longer than that. "
    body = (
        "<div class=cookie-consent><p>We use cookies, as you can see.</p><button>Accept</button>"
        f"<table><tr><th>Name</th><th>Purpose</th></tr>{rows}</table></div>"
        f"<main><h1>Privacy on board</h1><p>{text * 60}</p></main>"
    )
    assert "| c7 | Counts how often a boat is looked up, and by whom. |" in page(body)
    assert "Accept" in folded(body)
    assert read(body.encode(), "page.html").title == "Privacy on board"


def test_a_tab_of_a_consent_tool_is_cited_as_the_others_are() -> None:
    rows = "".join(
        f"<tr><td>c{n}</td><td>Counts how often a boat is looked up, and by whom.</td></tr>"
        for n in range(30)
    )
    text = "We keep the data of our passengers for a year, and not a day longer than that. "
    body = (
        f"<div class=consent role=dialog><div class=cookies><table>{rows}</table></div>"
        "<div class=cookies hidden><h3>Preferences</h3><p>They remember which pier you go from,"
        f" so that you need not look for it again. {text}{text}</p><p>Label label</p></div></div>"
        f"<main><h1>Privacy on board</h1><p>{text * 60}</p></main>"
    )
    assert "Preferences\nThey remember which pier" in page(body)
    assert "Label label" in folded(body)


def test_text_that_a_page_calls_its_footer_is_read() -> None:
    text = "We keep the data of our passengers for a year, and not a day longer than that. "
    body = (
        f"<h1>Privacy</h1><p>{text * 60}</p><footer><p>You can also write to us:</p><p>Pier 4</p>"
        f"<p>We may change this notice, and tell you before we do. {text}{text}</p></footer>"
        "<footer><a href=a>Home</a> <a href=b>Contact</a><p>All rights reserved.</p></footer>"
    )
    assert "Pier 4\nWe may change this notice" in page(body)
    assert "All rights reserved." in folded(body)


def test_what_a_form_states_is_read() -> None:
    text = "We keep the data of our passengers for a year, and not a day longer than that. "
    body = (
        f"<main><h1>Privacy</h1><p>{text * 20}</p><form><label>First name</label><input>"
        "<p>I would like my data to be sold to nobody</p><button>Send</button></form></main>"
    )
    assert "I would like my data to be sold to nobody" in page(body)
    assert {"First name", "Send"} <= set(folded(body))


@pytest.mark.parametrize("name", ["cookie-policy", "modal-text", "sidebar-layout", "footer-wide"])
def test_a_part_that_holds_the_text_is_the_document_whatever_it_is_called(name: str) -> None:
    body = f"<div class='{name}'><h1>Cookies</h1>" + "<p>We set two cookies, and say so.</p>" * 20
    assert page(body).count("two cookies") == 20


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("<p>Kept für ein Jahr in München.</p>".encode("cp1252"), "für ein Jahr in München"),
        (b"<meta charset=koi8-r><p>" + "Мы храним данные".encode("koi8-r"), "Мы храним данные"),
        (codecs.BOM_UTF16_LE + "<p>Gardé un an".encode("utf-16-le"), "Gardé un an"),
        ("<p>Gardé un an, pas plus</p>".encode("utf-16-le"), "Gardé un an"),
        (b"<meta charset=latin-1><p>" + "Prüfung".encode(), "Prüfung"),
        (b"<meta charset=zlib><p>" + "Prüfung der Akten".encode("cp1252"), "Prüfung der Akten"),
        (b'<meta http-equiv=x content="text/html; charset=Shift_JIS"><p>'
         + "個人情報".encode("shift_jis"), "個人情報"),
        (b"<p>&euro;5 &mdash; &#x41;&#66;&copy &bogus; &lt;p&gt;", "€5 — AB© &bogus; <p>"),
    ],
)  # fmt: skip
def test_characters(data: bytes, words: str) -> None:
    assert words in read(data, "page.html").text


def test_hidden_characters_stay_to_be_shown_as_what_they_are() -> None:
    text = read("<p>pay\u202eeno on\u001b[2J \U000e0041now".encode(), "page.html").text
    assert "\u202e" in text
    assert "\u001b[2J" in text
    assert "\U000e0041" in text


@pytest.mark.parametrize(
    "data", [b"", b"  \n", b"<html></html>", b"<script>x</script>", b"<!-- -->", b"<p>&nbsp;</p>"]
)
def test_a_page_without_words_is_one_clear_line(data: bytes) -> None:
    with pytest.raises(InputError) as error:
        read(data, "page.html")
    (line,) = error.value.lines
    assert line.startswith("page.html: ")


def test_xhtml_with_empty_elements(tmp_path: Path) -> None:
    path = tmp_path / "page.xhtml"
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><head>'
        '<script src="a.js"/><title>Notice</title></head><body><a id="top"/><p>We keep logs for a'
        " week, then they go.</p></body></html>",
        encoding="utf-8",
    )
    assert load_policy(path).text == "We keep logs for a week, then they go.\n"


def test_raised_marks_and_struck_words_stay_what_they_are() -> None:
    assert page(
        "<h1>Privacy</h1><p>We keep logs for 30<sup><a href='#n'>1</a></sup> days, from the"
        " 1<sup>st</sup>.<sup>2, 3</sup> 10<sup>2</sup> years, 5 m<sup>2</sup>, CO<sub>2</sub>.</p>"
        "<p>We <del>sell</del> <s>rent <b>out</b></s> share <span style='text-decoration:"
        "line-through'>all</span> data.</p><p><sup>1</sup> Longer by law.</p>"
        "<del><p>We keep it.</p></del>"
    ).splitlines() == [
        "Privacy",
        "We keep logs for 30[1] days, from the 1st.[2, 3] 10^2 years, 5 m^2, CO2.",
        "We ~~sell~~ ~~rent out~~ share ~~all~~ data.",
        "[1] Longer by law.",
        "~~We keep it.~~",
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<style>.x{display:none}</style><p class='a x'>We sell it.</p>",
        "<style><!-- /* } */ p#x , b { color: red; visibility : hidden } --></style>"
        "<p id=x>We sell it.</p>",
        "<style>@import 'a'; .x{position:absolute;left:-9999px}</style>"
        "<span class=x>We sell it.</span>",
        "<style>@media print{.y{display:none}} tt{display:none}</style><tt>We sell it.</tt>",
        "<p style='font-size:0'>We sell it.</p>",
        "<p style='opacity: 0;'>We sell it.</p>",
        "<div style='position:absolute; left: -9999px'>We sell it.</div>",
        "<p style='color:#fff'>We sell it.</p>",
        "<p style='background:navy'>Yes, we <span style='color:#000081'>sell</span> it.</p>",
        "<style>.x{color: WHITE !important}</style><div><p class=x>We sell it.</p></div>",
        "<link rel=stylesheet href=x.css><p>Or <b style='color:#eee;background:rgb(238, 238,238)'>"
        "sell</b> it.</p>",
        "<table bgcolor=black><tr><td><font color='#050505'>We sell it.</font></table>",
    ],
)
def test_what_the_page_hides_is_left_out(hidden: str) -> None:
    source = f"<h1>Privacy</h1><p>We keep personal data for three years.</p>{hidden}"
    assert "sell" not in page(source)


@pytest.mark.parametrize(
    "shown",
    [
        "<style>.x{display:none} .open .x{display:block}</style><p class=x>We sell it.</p>",
        "<style>@media print{.x{display:none}}</style><p class=x>We sell it.</p>",
        "<style>.y .x{display:none}</style><p class=x>We sell it.</p>",
        "<style>body{visibility:hidden}</style><p>We sell it.</p>",
        "<style>.x{display:none</style><p class=x>We sell it.</p>",
        "<div style='font-size:0'><p style='font-size:14px'>We sell it.</p></div>",
        "<p style='opacity:0.9; font-size:0.9em'>We sell it.</p>",
        "<p style='color:#ddd'>We sell it.</p>",
        "<div style='background:navy'><p style='color:white'>We sell it.</p></div>",
        "<div style='background:url(x.png) #fff'><p style='color:white'>We sell it.</p></div>",
        "<hr style='color:white'><p>We sell it.</p>",
        "<p style='color:white'><b style='color:black'>We sell it.</b></p>",
        "<link rel=stylesheet href=x.css><p style='color:white'>We sell it.</p>",
        "<style>.dark p{background:#000}</style><div class=dark><p style='color:white'>We sell it.",
        "<style>footer p{background:#000}</style><p style='color:white'>We sell it.",
        "<style>.x{background:linear-gradient(red,blue)}</style><p class=x style='color:#fff'>"
        "We sell it.",
    ],
)
def test_what_the_page_may_show_is_read(shown: str) -> None:
    assert "We sell it." in page(f"<h1>Privacy</h1><p>We keep data for years.</p>{shown}")


def test_cells_over_several_rows_and_columns_keep_the_others_in_their_columns() -> None:
    assert page(
        "<table><tr><th rowspan=2>Kind<th colspan=2>Keeping<tr><th>Period<th>Basis"
        "<tr><td>Logs<td>30 days<td>Art. 6<tr><td colspan=3>All may be longer.</table>"
    ).splitlines() == [
        "| Kind | Keeping |  |",
        "|  | Period | Basis |",
        "| Logs | 30 days | Art. 6 |",
        "| All may be longer. |",
    ]


def test_cells_that_claim_to_reach_without_end() -> None:
    source = "<table>" + "<tr><td colspan=99999 rowspan=99999>We keep it.<td>a year" * 50
    assert len(page(source)) < 20_000


def test_a_page_of_frames_gives_what_it_says_without_them() -> None:
    source = (
        "<html><frameset cols='*,*'><frame src=a><noframes><body><p>We keep it for a year.</p>"
        "</body></noframes></frameset></html>"
    )
    assert page(source) == "We keep it for a year."


def test_lists_that_count_down() -> None:
    source = "<p>Steps:</p><ol reversed start=3><li>Ask us<li>Wait<li>Read</ol>"
    assert page(source).splitlines()[1:] == ["3. Ask us", "2. Wait", "1. Read"]


def test_lists_that_word_saved() -> None:
    def item(level: int, label: str, words: str) -> str:
        return (
            f"<p class=MsoListParagraph style='text-indent:-18pt;mso-list:l0 level{level} lfo1'>"
            f"<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>"
            f"{label}<span style='font:7pt'>&nbsp;&nbsp; </span></span></span><![endif]>{words}</p>"
        )

    source = "<p>We ask for:</p>" + item(1, "·", "a name") + item(2, "o", "the first one")
    source += item(1, "2.", "an address<br>at home") + "<p>Nothing else.</p>"
    assert read(source.encode(), "a.html").text == (
        "We ask for:\n\n• a name\n  • the first one\n2. an address\n  at home\n\nNothing else.\n"
    )
