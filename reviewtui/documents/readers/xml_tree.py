"""XML as a tree of plain nodes, read with limits: no document type, so no entities to expand
and nothing to fetch, no nesting without end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from reviewtui.documents.limits import DEPTH_LIMIT, ELEMENTS_LIMIT
from reviewtui.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(slots=True)
class Node:
    """An element: its name as `prefix:local`, its attributes likewise, and what is in it."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Node | str] = field(default_factory=list)

    def nodes(self) -> Iterator[Node]:
        """The elements directly in it."""
        return (one for one in self.inside if isinstance(one, Node))

    def first(self) -> Node | None:
        """The first element in it."""
        return next(self.nodes(), None)

    def find(self, *path: str) -> Node | None:
        """The first element of that name in it, and in that the next of `path`."""
        node: Node | None = self
        for name in path:
            assert node is not None  # noqa: S101 - the loop ends where it is
            node = next((one for one in node.nodes() if one.name == name), None)
            if node is None:
                return None
        return node

    def all(self, name: str) -> Iterator[Node]:
        """The elements of that name directly in it."""
        return (one for one in self.nodes() if one.name == name)

    def get(self, attribute: str, default: str = "") -> str:
        """The value of an attribute."""
        return self.attributes.get(attribute, default)


def parse_xml(data: bytes, name: str, prefixes: Mapping[str, str]) -> Node:
    """The root of an XML document; `prefixes` names the namespaces that count.

    An element of another namespace is called `?:local`. Raises InputError, naming the file as
    `name`, for what is not well formed, has a document type, or goes beyond a limit.
    """
    builder = _Builder(name, prefixes)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.characters
    parser.StartDoctypeDeclHandler = builder.refuse_type
    try:
        parser.Parse(data, True)  # noqa: FBT003 - it is the last part
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise InputError(
            f"{name}: damaged (its XML is broken); open and save it anew, or save it as text"
        ) from error
    return builder.root


class _Builder:
    def __init__(self, name: str, prefixes: Mapping[str, str]) -> None:
        self.root = Node("")
        self._open = [self.root]
        self._name, self._prefixes = name, prefixes
        self._count = 0
        self._names: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) > DEPTH_LIMIT:
            raise InputError(
                f"{self._name}: tables or lists nested more than {DEPTH_LIMIT} elements deep; "
                "save it as text"
            )
        if self._count > ELEMENTS_LIMIT:
            raise InputError(f"{self._name}: more than {ELEMENTS_LIMIT:,} elements; split it")
        node = Node(self._short(name))
        if attributes:
            node.attributes = {self._short(key): value for key, value in attributes.items()}
        self._open[-1].inside.append(node)
        self._open.append(node)

    def end(self, _name: str) -> None:
        self._open.pop()

    def characters(self, data: str) -> None:
        self._open[-1].inside.append(data)

    def refuse_type(self, *_: object) -> None:
        raise InputError(
            f"{self._name}: holds a document type definition, as no office program writes it; "
            "open and save it anew"
        )

    def _short(self, name: str) -> str:
        short = self._names.get(name)
        if short is None:
            space, _, local = name.rpartition(" ")
            short = f"{self._prefixes.get(space, '?')}:{local}" if space else local
            if len(self._names) < 10_000:
                self._names[name] = short
        return short
