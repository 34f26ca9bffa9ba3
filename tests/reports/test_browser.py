"""The report as a web page in a real browser: seen, used with keys, printed, kept off the net."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from benchmarks.reports.hostile import random_report
from reviewtui import load_policy
from reviewtui.reports import write_report
from tests.reports.chromium import browser, chromium
from tests.reports.samples import KEPT, POLICY, make_project, report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.reports.chromium import Page

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.skipif(chromium() is None, reason="needs chromium, which is not installed"),
]
ACCESSIBILITY = Path(__file__).with_name("accessibility.js").read_text(encoding="utf-8")
IN_VIEW = (
    "(name) => { const r = document.getElementById(name).getBoundingClientRect();"
    " return r.bottom > 0 && r.top < innerHeight; }"
)
FOCUS = "document.activeElement.getAttribute('href') || document.activeElement.id"


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A browser for all tests here."""
    with browser(tmp_path_factory.mktemp("browser")) as page:
        yield page


@pytest.fixture
def page(started: Page) -> Page:
    """A browser in which nothing is set."""
    started.look()
    return started


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A report on two policies, one of which was edited so that a verdict is stale."""
    path = make_project(tmp_path / "project")
    policy = path.parent.parent / "policies/boats.txt"
    policy.write_text(POLICY.replace("We keep", "We always keep"))
    return written(tmp_path, b"".join(write_report(report(path), "html")))


def written(folder: Path, content: bytes) -> Path:
    """A file with that page."""
    file = folder / "report.html"
    file.write_bytes(content)
    return file


def tab_to(page: Page, wanted: str, at_most: int = 80) -> None:
    """Presses tab until what is wanted has the focus."""
    for _ in range(at_most):
        page.key("Tab")
        if page.run(FOCUS) == wanted:
            return
    raise AssertionError(f"{wanted} cannot be reached with tab; at {page.run(FOCUS)}")


@pytest.mark.parametrize(("dark", "ground"), [(False, (255, 255, 255)), (True, (20, 23, 26))])
def test_it_is_seen_in_light_and_dark(
    page: Page, file: Path, dark: bool, ground: tuple[int, int, int]
) -> None:
    page.look(dark=dark)
    page.open(file)
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    red, green, blue = (picture.tobytes()[first::3] for first in range(3))
    colours = Counter(zip(red, green, blue, strict=True))
    assert picture.size == (1000, 800)
    assert picture.getpixel((2, 2)) == ground
    assert 0.5 < colours[ground] / (1000 * 800) < 0.99
    own = page.run(
        "getComputedStyle(document.querySelector('td.missing > *'))"
        r".color.match(/\d+/g).map(Number)"
    )
    assert colours[own[0], own[1], own[2]] > 5
    assert page.run("document.documentElement.scrollWidth <= innerWidth")


def test_the_browser_has_nothing_to_complain_of_and_asks_for_nothing(
    page: Page, file: Path
) -> None:
    page.open(file)
    assert page.complaints == []
    assert list(page.asked.values()) == [file.as_uri()]


def test_keys_lead_to_a_verdict_its_words_in_the_policy_and_back(page: Page, file: Path) -> None:
    page.open(file)
    page.key("Tab")
    assert page.run(FOCUS) == "#main"
    assert page.run("document.activeElement.getBoundingClientRect().left >= 0")
    page.key("Enter")
    page.wait("document.activeElement.id === 'main'")
    tab_to(page, "#p2r1")
    page.key("Enter")
    page.wait(f"location.hash === '#p2r1' && ({IN_VIEW})('p2r1')")
    tab_to(page, "#p2r1e1t", 3)
    page.key("Enter")
    page.wait(f"location.hash === '#p2r1e1t' && ({IN_VIEW})('p2r1e1t')")
    assert page.run("document.querySelector(':target + mark').textContent") == KEPT
    assert page.run(FOCUS) == "#p2r1e1"
    page.key("Enter")
    page.wait(f"location.hash === '#p2r1e1' && ({IN_VIEW})('p2r1e1')")


SHOWN = "[...document.querySelectorAll('.finding')].filter(e => e.offsetHeight).map(e => e.id)"


def test_the_filter_leaves_the_verdicts_that_are_ticked(page: Page, file: Path) -> None:
    page.open(file)
    every = ["p1r1", "p1r2", "p1r3", "p2r1", "p2r2", "p2r3"]
    assert page.run(SHOWN) == every
    page.run("document.querySelector('input[value=undecided]').focus()")
    page.key(" ")
    page.wait("document.getElementById('shown').textContent === '4 of 6 shown'")
    assert page.run(SHOWN) == ["p1r1", "p2r1", "p2r2", "p2r3"]
    page.run("document.querySelector('input[value=stale]').click()")
    assert page.run(SHOWN) == ["p1r1"]
    assert page.run("document.querySelector('#p2 .group').hidden")
    page.run("location.hash = '#p2r1'")  # whoever follows a link sees what it leads to
    page.wait(f"({SHOWN}).includes('p2r1')")


def test_without_a_script_all_is_there_and_no_filter(page: Page, file: Path) -> None:
    page.look(script=False)
    page.open(file)
    assert len(page.run(SHOWN)) == 6
    assert page.run("document.getElementById('filter').offsetHeight") == 0


@pytest.mark.parametrize("dark", [False, True])
def test_it_is_accessible(page: Page, file: Path, dark: bool) -> None:
    page.look(dark=dark)
    page.open(file)
    assert page.run(ACCESSIBILITY) == []


def test_the_check_for_accessibility_finds_faults(page: Page, file: Path) -> None:
    page.open(file)
    page.run(
        "document.querySelector('h1').remove();"
        "document.querySelector('main').insertAdjacentHTML('beforeend',"
        " '<a href=\"#x\"></a><input><nav></nav><table><tr><th>x</th></tr></table>');"
        "document.querySelector('p').style.color = '#999';"
    )
    faults = " ".join(page.run(ACCESSIBILITY))
    for one in ("contrast", "h0", "without a name", "a label", "no name", "caption", "times h1"):
        assert one in faults


@pytest.mark.parametrize("seed", range(6))
def test_nothing_of_a_hostile_review_acts(page: Page, tmp_path: Path, seed: int) -> None:
    file = written(tmp_path, b"".join(write_report(random_report(seed), "html")))
    page.open(file)
    assert page.complaints == []
    assert list(page.asked.values()) == [file.as_uri()]
    assert page.run("document.scripts.length") == 1


def test_the_page_lets_nothing_in(page: Page, file: Path) -> None:
    page.open(file)
    page.run(
        "window.refused = []; document.addEventListener('securitypolicyviolation',"
        " (event) => refused.push(event.effectiveDirective));"
        "document.body.insertAdjacentHTML('beforeend', '<img src=\"http://127.0.0.1:9/x.png\">"
        '<iframe src="http://127.0.0.1:9/"></iframe><b onclick="window.ran = 1">x</b>'
        '<i style="color: red">x</i>\');'
        "document.querySelector('b[onclick]').click();"
        "fetch('http://127.0.0.1:9/').catch(() => 0);"
        "document.body.appendChild(document.createElement('script')).text = 'window.ran = 1';"
    )
    page.wait("refused.length >= 6")
    found = set(page.run("refused"))
    assert {"img-src", "frame-src", "connect-src", "style-src-attr", "script-src-elem"} <= found
    assert page.run("window.ran") is None
    assert page.refused >= {number for number, address in page.asked.items() if "127" in address}


def test_on_paper_every_verdict_and_the_policies_words_are_there(
    page: Page, file: Path, tmp_path: Path
) -> None:
    page.look(dark=True)
    page.open(file)
    printed = tmp_path / "printed.pdf"
    printed.write_bytes(page.printed())
    text = " ".join(load_policy(printed).text.split())
    for words in (
        "Retention period: ✓ met",
        "Recipients: ✗ missing",
        "Sale: » deferred",
        KEPT,
        "Retention period: ◐ partial, stale",
        "Only a carrier.",
        "We may share your",
    ):
        assert words in text, words
    assert "Skip to the verdicts" not in text
