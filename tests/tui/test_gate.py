"""Nobody decides what they have not seen."""

import pytest

from reviewtui.tui.gate import REPEAT_GAP, KeyGate, Ruling


def painted_gate() -> KeyGate:
    gate = KeyGate()
    gate.painted(10.0)
    return gate


def test_a_painting_of_what_was_hidden_since_shows_nothing() -> None:
    gate = KeyGate()
    gate.hide()
    began = gate.hidden
    gate.hide()
    gate.painted(1.0, began)
    assert gate.judge("m", 2.0) is Ruling.UNSEEN
    gate.painted(3.0, gate.hidden)
    assert gate.judge("p", 4.0) is Ruling.DECIDE


def test_a_key_after_the_paint_decides() -> None:
    assert painted_gate().judge("m", 10.5) is Ruling.DECIDE


def test_a_key_read_before_the_paint_does_not() -> None:
    assert painted_gate().judge("m", 9.9) is Ruling.UNSEEN
    assert KeyGate().judge("m", 10.0) is Ruling.UNSEEN


def test_six_keys_in_one_write_are_one_verdict() -> None:
    gate = painted_gate()
    rulings = []
    for _ in range(6):
        rulings.append(gate.judge("m", 11.0))
        gate.hide()
        gate.painted(11.01)
    assert rulings == [Ruling.DECIDE] + [Ruling.REPEATED] * 5


def test_other_keys_in_the_same_write_decide_nothing_either() -> None:
    gate = painted_gate()
    assert gate.judge("m", 11.0) is Ruling.DECIDE
    gate.hide()
    gate.painted(11.01)
    assert gate.judge("p", 11.0) is Ruling.UNSEEN


def decided(times: list[float]) -> int:
    """How many verdicts one key decides that is read at these times, all painted at once."""
    gate = painted_gate()
    count, waiting = 0, list[tuple[float, int]]()
    for now in [*times, times[-1] + 10]:
        for due, number in [one for one in waiting if one[0] <= now]:
            waiting.remove((due, number))
            if gate.waited(number):
                count += 1
                gate.hide()
                gate.painted(due + 0.01)
        if now > times[-1]:
            break
        ruling = gate.judge("m", now)
        if ruling is Ruling.DECIDE:
            count += 1
            gate.hide()
            gate.painted(now + 0.01)
        elif ruling is Ruling.WAIT:
            waiting.append((now + REPEAT_GAP, gate.count))
    return count


@pytest.mark.parametrize("delay", [0.2, 0.4, 0.5, 0.66])
@pytest.mark.parametrize("gap", [0.02, 0.033, 0.09, 0.13, 0.18])
def test_a_held_key_decides_once(delay: float, gap: float) -> None:
    assert decided([20.0, *(20.0 + delay + i * gap for i in range(60))]) == 1


@pytest.mark.parametrize(("lump", "gap"), [(4, 0.16), (15, 0.5), (3, 0.3), (30, 1.0)])
def test_a_held_key_decides_once_where_a_slow_line_brings_it_in_lumps(
    lump: int, gap: float
) -> None:
    assert decided([20.0, *(20.5 + i * gap for i in range(12) for _ in range(lump))]) == 1


def test_the_same_key_pressed_again_and_again_decides_each_time() -> None:
    assert decided([20.0, 20.4, 20.9, 21.3, 23.0, 24.5]) == 6


def test_after_a_held_key_the_next_press_decides() -> None:
    held = [20.0, *(20.5 + i * 0.03 for i in range(20))]
    assert decided([*held, held[-1] + 0.6]) == 2


def test_what_is_shown_since_may_not_be_decided_by_a_key_that_waited() -> None:
    gate = painted_gate()
    assert gate.judge("m", 20.0) is Ruling.DECIDE
    gate.hide()
    gate.painted(20.02)
    assert gate.judge("m", 20.4) is Ruling.WAIT
    gate.hide()
    gate.painted(20.45)
    assert not gate.waited(gate.count)
