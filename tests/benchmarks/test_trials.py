"""Every action is tried in every place where it applies, and its keys can be sent."""

from benchmarks.terminal.trials import _SPECIAL, SCENES, sent, trials
from reviewtui.tui.actions import ACTIONS, Where


def test_every_action_is_tried_in_each_of_its_places() -> None:
    tried = {(trial.where, trial.action.id) for trial in trials()}
    assert tried == {(where, action.id) for action in ACTIONS for where in action.where}
    assert _SPECIAL.keys() <= tried
    assert SCENES.keys() == {*Where}


def test_a_terminal_sends_each_of_the_keys() -> None:
    for trial in trials():
        for key in (trial.key, *trial.before, *(trial.after or ())):
            assert sent(key)
