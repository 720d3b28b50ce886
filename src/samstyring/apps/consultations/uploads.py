"""How the web server takes uploads in: to disk, and never more of a file than the installation reads."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Writes uploads to temporary files and throws away what comes after the limit.

    A file that was cut has `too_large` set; the request goes on, so that the other files in it are taken in.
    """

    file: TemporaryUploadedFile

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.too_large = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece of a file, or drop it when the file has reached its limit."""
        if start + len(raw_data) > settings.UPLOAD_MAX_BYTES:
            if not self.too_large:
                self.file.seek(0)
                self.file.truncate()
            self.too_large = True
            return
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[Any]:
        """The finished file."""
        self.file.seek(0)
        self.file.size = file_size
        self.file.too_large = self.too_large  # type: ignore[attr-defined]  # read by `is_too_large`
        return self.file


def is_too_large(file: UploadedFile[Any]) -> bool:
    """Whether an uploaded file went over the limit, and so holds nothing."""
    return bool(getattr(file, "too_large", False)) or (file.size or 0) > settings.UPLOAD_MAX_BYTES
