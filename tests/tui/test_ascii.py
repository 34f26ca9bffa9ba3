"""ASCII in place of signs: nothing is left out, each meaning keeps a sign of its own."""

from __future__ import annotations

import ast
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reviewtui.tui.ascii import TABLE, in_ascii
from reviewtui.tui.glyphs import DEFERRED, STALE, STRENGTH_GLYPHS, UNDECIDED, VERDICT_GLYPHS

PACKAGE = Path(__file__).parents[2] / "reviewtui" / "tui"


def test_every_sign_of_the_app_has_one() -> None:
    for module in PACKAGE.rglob("*.py"):
        if module.name in ("ascii.py", "wrapping.py"):
            continue
        tree = ast.parse(module.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                left = in_ascii(node.value)
                assert left.isascii(), (module.name, left)


def test_no_two_verdicts_look_alike() -> None:
    signs = [*VERDICT_GLYPHS.values(), UNDECIDED, DEFERRED, STALE]
    assert len({in_ascii(sign) for sign in signs}) == len(signs)
    assert len({in_ascii(sign) for sign in STRENGTH_GLYPHS.values()}) == len(STRENGTH_GLYPHS)


def test_a_sign_takes_the_cells_that_it_took() -> None:
    for code, instead in TABLE.items():
        assert cell_len(chr(code)) == len(instead), chr(code)


def test_letters_stay_where_the_terminal_has_them() -> None:
    assert in_ascii("Löschfrist – „10 Jahre“") == 'Löschfrist - "10 Jahre"'
    assert in_ascii("Löschfrist – 期", "latin-1") == "Löschfrist - ??"
    assert in_ascii("Löschfrist", "ascii") == "L?schfrist"
    assert in_ascii("\x1b[1m✓\x1b[0m", "no such encoding") == "\x1b[1mv\x1b[0m"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_can_be_written(text: str) -> None:
    in_ascii(text, "ascii").encode("ascii")
