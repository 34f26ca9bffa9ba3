"""A company's own Markdown or HTML around the data of a report: `report.md`, `report.html`.

The templates are Jinja's (https://jinja.palletsprojects.com), in its sandbox: no attribute that
begins with an underscore, no change of the data, no file outside of the folder. Whatever they
print of the data is escaped for the format; nothing switches that off. They are the user's own,
so what they take is bounded (`OUTPUT_LIMIT`, Jinja's `MAX_RANGE`), but not in every way: a
template that only computes goes on until it is done.
"""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.runtime import BlockReference, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from reviewtui.characters import visible
from reviewtui.errors import InputError, cannot_read, shown
from reviewtui.reports import escaping_markdown, webpage
from reviewtui.reports.formats import FORMATS, PLAIN
from reviewtui.reports.json_document import as_json
from reviewtui.reports.webpage import escaping as escaping_html
from reviewtui.reports.webpage import frame
from reviewtui.reports.wording import status_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment

    from reviewtui.reports.model import Report

OUTPUT_LIMIT = 500_000_000  # characters
LONGEST_MESSAGE = 200


class Safe(str):
    """Markdown in which nothing acts that the template did not write."""

    __slots__ = ()


class _Markdown(ImmutableSandboxedEnvironment):
    """Escapes for Markdown; what macros and blocks give is escaped already."""

    def call(self, __context: Any, __obj: Any, *arguments: Any, **named: Any) -> Any:
        """Calls something for a template."""
        value = super().call(__context, __obj, *arguments, **named)
        return Safe(value) if isinstance(__obj, Macro | BlockReference) else value


class BuiltIn:
    """The report as it is without a template, to put something around it."""

    def __init__(self, report: Report, name: str) -> None:
        self._report, self._name = report, name

    @cached_property
    def body(self) -> str:
        """Markdown: all of it. HTML: what is in the `body` element."""
        if self._name == "html":
            return Markup("".join(webpage.write_body(self._report)))  # noqa: S704 - escaped
        writer = import_module(FORMATS[self._name].module)
        return Safe("".join(writer.write(self._report, PLAIN)))

    @cached_property
    def head(self) -> str:
        """HTML: the `head` element, which allows our own style and script only."""
        return Markup(frame.head(webpage.title_of(self._report)))  # noqa: S704 - escaped

    @cached_property
    def style(self) -> str:
        """HTML: the style of the body."""
        return Markup(frame.style())  # noqa: S704 - our own


def write(report: Report, name: str, template: Path) -> Iterator[str]:
    """A report made with a template, whole, so that nothing goes out of one that fails.

    Raises InputError, with the template's line, where that is wrong.
    """
    folder = template.parent
    environment = _environment(name, folder)
    made: list[str] = []
    length = 0
    try:
        pieces = environment.get_template(template.name).generate(
            **as_json(report), built_in=BuiltIn(report, name)
        )
        for piece in pieces:
            length += len(piece)
            if length > OUTPUT_LIMIT:
                raise InputError(
                    f"{shown(template)}: gives more than {OUTPUT_LIMIT:,} characters; "
                    "does a loop in it end?"
                )
            made.append(piece)
    except InputError:
        raise
    except TemplateSyntaxError as error:
        place = shown(Path(error.filename or template))
        raise InputError(f"{place}:{error.lineno}: {_said(error)}") from None
    except UnicodeDecodeError:
        raise InputError(f"{shown(template)}: a template is not UTF-8; save it as UTF-8") from None
    except TemplateNotFound as error:  # an OSError too
        raise InputError(f"{_place(error, folder, template)}: {_said(error)}") from None
    except OSError as error:
        raise cannot_read(template, error) from None
    except Exception as error:
        raise InputError(f"{_place(error, folder, template)}: {_said(error)}") from None
    yield "".join(made)


def _environment(name: str, folder: Path) -> Environment:
    kind = ImmutableSandboxedEnvironment if name == "html" else _Markdown
    environment = kind(
        loader=FileSystemLoader(folder),
        autoescape=name == "html",
        finalize=_html if name == "html" else _markdown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    for unsafe in ("safe", "urlize"):  # the words of a policy are never markup
        del environment.filters[unsafe]
    environment.filters["status"] = status_words
    if name == "md":
        for filter_name in ("cell", "code", "quoted"):
            environment.filters[filter_name] = _safely(getattr(escaping_markdown, filter_name))
    return environment


def _safely(escape: Any) -> Any:
    return lambda value: Safe(escape(_text(value)))


def _html(value: Any) -> Markup:
    if isinstance(value, Markup):
        return value
    return Markup(escaping_html.prose(_text(value)))  # noqa: S704 - escaped


def _markdown(value: Any) -> str:
    return value if isinstance(value, Safe) else escaping_markdown.line(_text(value))


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _place(error: Exception, folder: Path, template: Path) -> str:
    """The file and line of a template in which an error arose."""
    place = shown(template)
    trace = error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(folder):
            place = f"{shown(file)}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def _said(error: Exception) -> str:
    """What is wrong, on one line."""
    if isinstance(error, TemplateNotFound):
        return f'no template "{visible(str(error))}" in this folder'
    if isinstance(error, RecursionError):
        return "a template includes itself without an end"
    words = visible(" ".join((getattr(error, "message", None) or str(error)).split()))
    return words[:LONGEST_MESSAGE] or type(error).__name__
