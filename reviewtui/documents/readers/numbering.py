"""The numbers that office programs show before list items and headings, counted as they do."""

from __future__ import annotations

from dataclasses import dataclass, field

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_HIGHEST = 3_999  # above it letters and Roman numbers grow without end


def lettered(number: int) -> str:
    """1 as a, 26 as z, 27 as aa, 28 as bb: as office programs go on."""
    if not 0 < number <= 26 * 20:
        return str(number)
    return _LETTERS[(number - 1) % 26] * ((number - 1) // 26 + 1)


def roman(number: int) -> str:
    """4 as iv."""
    if not 0 < number <= _HIGHEST:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        while number >= value:
            written += letters
            number -= value
    return written


def formatted(number: int, style: str) -> str:
    """A number as `1`, `01`, `a`, `A`, `i` or `I` says; as digits for any other style."""
    return {
        "01": f"{number:02}",
        "a": lettered(number),
        "A": lettered(number).upper(),
        "i": roman(number),
        "I": roman(number).upper(),
    }.get(style, str(number))


@dataclass
class Counters:
    """How far each level of one list has counted."""

    numbers: dict[int, int] = field(default_factory=dict)

    def next(self, level: int, start: int) -> int:
        """Counts on in `level`, from `start`; the levels below it begin anew."""
        self.numbers[level] = self.numbers.get(level, start - 1) + 1
        for deeper in [one for one in self.numbers if one > level]:
            del self.numbers[deeper]
        return self.numbers[level]

    def restart(self, level: int) -> None:
        """The next number in `level` is its first."""
        self.numbers.pop(level, None)
