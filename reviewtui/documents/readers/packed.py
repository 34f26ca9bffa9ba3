"""Office files are ZIP archives: their parts, unpacked with limits and never onto the disk."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from reviewtui.documents.limits import PACKED_LIMIT, PARTS_LIMIT
from reviewtui.errors import InputError

if TYPE_CHECKING:
    from zipfile import ZipInfo

_END = b"PK\x05\x06"  # of a ZIP archive: the record that says where its directory is
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What a broken archive makes of zipfile: among them a way of packing that nobody uses in these
# files (NotImplementedError), and a password (RuntimeError).
_BROKEN = (
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)
_ENTRY = 600  # bytes of the directory that a part may take, its name included


class Package:
    """The parts of an archive; together they may unpack to PACKED_LIMIT bytes."""

    def __init__(self, data: bytes, name: str, kind: str) -> None:
        """`name` is what an error calls the file, `kind` what it should be: `DOCX`.

        Raises InputError for what is no such archive.
        """
        self._name, self._kind = name, kind
        self._left = PACKED_LIMIT
        if data.startswith(_OLE):
            raise InputError(
                f"{name}: protected with a password, or of an older format; "
                f"save it as {kind} without a password"
            )
        self._check_directory(data)
        try:
            self._archive = ZipFile(BytesIO(data))
            self._parts = {info.filename: info for info in self._archive.infolist()}
        except _BROKEN as error:
            raise self.damaged() from error

    def damaged(self, where: str = "") -> InputError:
        """The line for an archive that is none, or lacks what it must have."""
        part = f" ({where})" if where else ""
        return InputError(
            f"{self._name}: no {self._kind} file, or damaged{part}; "
            "open and save it anew, or save it as text"
        )

    def _check_directory(self, data: bytes) -> None:
        """Raises InputError where the directory alone would take long to read."""
        at = data.rfind(_END, max(0, len(data) - 65_558))
        if at < 0 or len(data) < at + 22:
            raise self.damaged()
        (size,) = struct.unpack_from("<I", data, at + 12)
        if size > PARTS_LIMIT * _ENTRY:
            raise InputError(f"{self._name}: an archive of too many files; {self._anew}")

    @property
    def _anew(self) -> str:
        return "open and save it anew, or save it as text"

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    def read(self, part: str) -> bytes:
        """A part's bytes, empty where it is absent. Raises InputError: damaged, too large."""
        info = self._parts.get(part)
        if info is None:
            return b""
        content = self._unpacked(info)
        self._left -= len(content)
        if self._left < 0:
            raise InputError(
                f"{self._name}: unpacks to more than {PACKED_LIMIT // 1_000_000} MB of text "
                "and markup; split it"
            )
        return content

    def _unpacked(self, info: ZipInfo) -> bytes:
        try:
            with self._archive.open(info) as file:
                return file.read(self._left + 1)
        except _BROKEN as error:
            raise self.damaged() from error
