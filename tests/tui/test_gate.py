"""Nobody decides what they have not seen."""

from reviewtui.tui.gate import REPEAT_GAP, KeyGate, Ruling


def painted_gate() -> KeyGate:
    gate = KeyGate()
    gate.painted(10.0)
    return gate


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


def test_a_held_key_decides_once() -> None:
    gate = painted_gate()
    now, decided = 20.0, 0
    assert gate.judge("m", now) is Ruling.DECIDE
    decided += 1
    times = [now + 0.4 + i * 0.033 for i in range(60)]
    waiting: list[float] = []
    for time in times:
        gate.hide()
        gate.painted(time - 0.01)
        waiting = [at for at in waiting if at + REPEAT_GAP > time]
        ruling = gate.judge("m", time)
        assert ruling is not Ruling.DECIDE
        if ruling is Ruling.WAIT:
            waiting.append(time)
    assert not any(gate.waited(at) for at in [times[0], *waiting])


def test_the_same_key_pressed_twice_decides_twice() -> None:
    gate = painted_gate()
    assert gate.judge("m", 20.0) is Ruling.DECIDE
    gate.hide()
    gate.painted(20.02)
    assert gate.judge("m", 20.4) is Ruling.WAIT
    assert gate.waited(20.4)
    gate.hide()
    gate.painted(20.6)
    assert gate.judge("m", 22.0) is Ruling.DECIDE


def test_what_is_shown_since_may_not_be_decided_by_a_key_that_waited() -> None:
    gate = painted_gate()
    assert gate.judge("m", 20.0) is Ruling.DECIDE
    gate.hide()
    gate.painted(20.02)
    assert gate.judge("m", 20.4) is Ruling.WAIT
    gate.hide()
    gate.painted(20.45)
    assert not gate.waited(20.4)
