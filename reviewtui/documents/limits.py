"""How much of anything is read: what goes beyond is refused with one line, never waited for."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """What one file may cost the process that parses it.

    A 300-page PDF takes 2 seconds and 150 MB here, the largest page of a real site less.
    """

    seconds: float = 60.0  # from the first byte sent until the text is there
    part: float = 20.0  # for one part (a page, say), where the reader tells of parts
    memory: int = 1_500_000_000  # bytes of address space; where the system has such a limit
    result: int = 120_000_000  # bytes of JSON that may come back


LIMITS = Limits()
PROCESSES = 2  # files that are parsed at the same time
FILES_PER_PROCESS = 40  # then a fresh one, with none of the memory that they took

TEXT_LIMIT = 10_000_000  # characters of a policy; a book of 300 pages has 700,000
PAGES_LIMIT = 5_000  # of a PDF
PAGE_LIMIT = 1_000_000  # characters on one page: a web page printed as a single one has 500,000
PACKED_LIMIT = 60_000_000  # bytes that one part of a DOCX or ODT file may unpack to
PARTS_LIMIT = 10_000  # files in such a file
DEPTH_LIMIT = 400  # XML elements inside each other: tables within tables, twenty deep, are 100
ELEMENTS_LIMIT = 2_000_000  # of one XML part; a book of 300 pages has 200,000
