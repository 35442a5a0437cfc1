"""How a file that was chosen reaches us: in memory, up to a limit, and never onto a disk."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST_BYTES = 2_000_000


class InMemory(FileUploadHandler):
    """Keeps the beginning of a file in memory; ``size`` tells how long all of it was."""

    def new_file(self, *args: Any, **said: Any) -> None:
        super().new_file(*args, **said)
        self.held = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.held.write(raw_data[: max(0, MOST_BYTES - start)])

    def file_complete(self, file_size: int) -> UploadedFile:
        self.held.seek(0)
        return InMemoryUploadedFile(
            self.held,
            self.field_name,
            self.file_name or "file",
            self.content_type,
            file_size,
            self.charset,
        )
