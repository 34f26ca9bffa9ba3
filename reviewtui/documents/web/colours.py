"""Letters in the colour of what they stand on, which no visitor sees.

Only what the page itself says is believed: style attributes, HTML's old colour attributes, and
plain rules of its own style sheets. Where another sheet or rule may paint an element, or a picture
lies behind it, its colours are unknown, and what is unknown is read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Colour = tuple[int, int, int]

_WHITE: Colour = (255, 255, 255)
_NEAR = 10  # of 255: two colours that differ by so little in red, green and blue look alike
_STYLE_WITHIN = 1_000  # characters
_MOST = 20_000  # selectors that are kept
_DECLARED = re.compile(
    r"(?:^|;)\s{0,20}(color|background(?:-color|-image)?)\s{0,9}:\s{0,9}([^;]{1,200})", re.I
)
_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\Z")
_RGB = re.compile(r"rgba?\(\s{0,9}(\d{1,3})[\s,]{1,9}(\d{1,3})[\s,]{1,9}(\d{1,3})\s{0,9}\)\Z")
_NAMED: dict[str, Colour] = {
    "white": _WHITE, "black": (0, 0, 0), "snow": (255, 250, 250), "ivory": (255, 255, 240),
    "whitesmoke": (245, 245, 245), "silver": (192, 192, 192), "gray": (128, 128, 128),
    "grey": (128, 128, 128), "red": (255, 0, 0), "green": (0, 128, 0), "blue": (0, 0, 255),
    "yellow": (255, 255, 0), "navy": (0, 0, 128), "lightgray": (211, 211, 211),
    "lightgrey": (211, 211, 211),
}  # fmt: skip
_TAG = re.compile(r"[a-z][a-z0-9]{0,9}")
_WORDS = frozenset({"a", "b", "em", "font", "i", "small", "span", "strong", "u"})
_KEPT = frozenset({"inherit", "unset", "transparent", "none"})  # of a background: what is behind it


class Paint(NamedTuple):
    """The colour of letters and of what is behind them; None where the page does not tell."""

    ink: Colour | None = None
    ground: Colour | None = _WHITE

    @property
    def hides(self) -> bool:
        """Whether letters cannot be told from their background."""
        if self.ink is None or self.ground is None:
            return False
        return all(abs(a - b) <= _NEAR for a, b in zip(self.ink, self.ground, strict=True))


class Colours:
    """What the sheets of a page paint."""

    def __init__(self) -> None:
        self.foreign = False  # whether the page asks for sheets that are not in it
        self._rules: dict[str, dict[str, Colour | None]] = {}  # by `tag`, `.name`, `#name`
        self._unsure: set[str] = set()  # names of selectors that say more than that

    def learn(self, selector: str, names: list[str], body: str, *, plain: bool) -> None:
        """One selector of a rule; `names` are the classes and ids in it."""
        if len(self._rules) + len(self._unsure) > _MOST or not (said := dict(_said(body))):
            return
        if plain and (not names or names[0] == selector):
            self._rules.setdefault(selector, {}).update(said)
        else:
            self._unsure.update(names or _TAG.findall(selector))

    def within(self, around: Paint, tag: str, attributes: Mapping[str, str]) -> Paint:
        """How letters are painted in an element, given how they are around it."""
        if not attributes and not self.foreign and not self._rules and not self._unsure:
            return around
        style = attributes.get("style", "")
        names = _names(attributes)
        said: dict[str, Colour | None] = {}
        if (names and self.foreign) or not self._unsure.isdisjoint((tag, *names)):
            said = {"ink": None, "ground": None}
        elif self.foreign and tag not in _WORDS:
            said = {"ground": None}
        for selector in (tag, *names):
            said.update(self._rules.get(selector, {}))
        if tag == "font" or "bgcolor" in attributes:
            said.update(_of_attributes(attributes))
        if "color" in style or "background" in style:
            said.update(_said(style[:_STYLE_WITHIN]))
        if not said:
            return around
        return Paint(said.get("ink", around.ink), said.get("ground", around.ground))


def _names(attributes: Mapping[str, str]) -> list[str]:
    names = [f".{name}" for name in attributes.get("class", "")[:_STYLE_WITHIN].split()]
    identifier = attributes.get("id", "")[:_STYLE_WITHIN]
    return [*names, f"#{identifier}"] if identifier else names


def _of_attributes(attributes: Mapping[str, str]) -> Iterator[tuple[str, Colour | None]]:
    for name, what in (("color", "ink"), ("bgcolor", "ground")):
        if name in attributes:
            yield what, colour(attributes[name])


def _said(style: str) -> Iterator[tuple[str, Colour | None]]:
    """`ink` and `ground` as declarations say; None for what is no plain colour."""
    for found in _DECLARED.finditer(style):
        value = found[2].lower().removesuffix("!important").strip()
        if found[1].lower() == "color":
            if value != "inherit":
                yield "ink", colour(value)
        elif value not in _KEPT:
            yield "ground", colour(value)


def colour(value: str) -> Colour | None:
    """Red, green and blue of an opaque colour; None for what is none, or not known here."""
    value = value.strip().lower()
    if found := _HEX.match(value):
        digits = found[1] if len(found[1]) > 4 else "".join(digit * 2 for digit in found[1])
        if digits[6:] not in {"", "ff"}:
            return None
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    if found := _RGB.match(value):
        return int(found[1]), int(found[2]), int(found[3])
    return _NAMED.get(value)
