"""The registry of actions: what the bindings, the footer, the help and the docs come from."""

from collections import Counter
from pathlib import Path

from reviewtui.tui.actions import ACTIONS, BY_ID
from reviewtui.tui.keys_page import keys_page
from reviewtui.tui.screens.deciding import DECISIONS
from reviewtui.tui.screens.help import help_rows
from reviewtui.tui.screens.review import ReviewScreen
from reviewtui.tui.widgets.footer import DECIDING, FINDING, MORE, READING

PAGE = Path(__file__).parents[2] / "docs" / "keys.md"


def test_no_key_does_two_things() -> None:
    counts = Counter(key for action in ACTIONS for key in action.keys)
    assert [key for key, count in counts.items() if count > 1] == []


def test_every_action_can_be_done() -> None:
    for action in ACTIONS:
        assert action.id in DECISIONS or hasattr(ReviewScreen, f"_do_{action.id.replace('-', '_')}")


def test_the_footer_names_actions() -> None:
    assert {*DECIDING, *READING, *FINDING, *MORE} <= BY_ID.keys()


def test_no_key_is_swallowed_on_the_way() -> None:
    for action in ACTIONS:
        plain = [key for key in action.keys if not key.startswith(("ctrl+", "alt+", "shift+"))]
        assert plain or action.id in {"redo", "half-page-down", "half-page-up", "suspend"}
        assert not any(key.startswith("alt+") or key in {"f1", "ctrl+q"} for key in action.keys)


def test_the_page_of_keys_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == keys_page(), "run: make keys"


def test_help_lists_every_action() -> None:
    rows = help_rows({action.id: action.keys for action in ACTIONS})
    assert {action.help for action in ACTIONS} <= {text for _, _, text in rows}
