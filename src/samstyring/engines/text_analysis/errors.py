"""Why a file could not be read: one code and one clear sentence for each case."""

from enum import StrEnum


class Refusal(StrEnum):
    """The kinds of file that cannot be read. The value is stable: it is stored and translated by others."""

    EMPTY = "empty"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too_large"
    UNKNOWN_FORMAT = "unknown_format"
    NOT_WHAT_ITS_NAME_SAYS = "not_what_its_name_says"
    NO_TEXT = "no_text"
    UNSAFE_ARCHIVE = "unsafe_archive"
    TOO_SLOW = "too_slow"
    TOO_MUCH_MEMORY = "too_much_memory"
    READER_STOPPED = "reader_stopped"


SENTENCES: dict[Refusal, str] = {
    Refusal.EMPTY: "The file is empty. Check that it was saved and sent in full.",
    Refusal.DAMAGED: "The file is damaged and cannot be opened. Ask the sender for a new copy.",
    Refusal.ENCRYPTED: "The file is protected by a password. Save a copy without a password and use that.",
    Refusal.TOO_LARGE: "The file is too large to be read. Split it, or save it without pictures.",
    Refusal.UNKNOWN_FORMAT: (
        "The file has a format that cannot be read. Save it as PDF, Word (.docx), HTML or plain text."
    ),
    Refusal.NOT_WHAT_ITS_NAME_SAYS: (
        "The content of the file is not what its name says. Open it, save it again in the right format, "
        "and use that."
    ),
    Refusal.NO_TEXT: (
        "The file holds no text, only pictures of it. Install tesseract with Norwegian data "
        "where the program runs, "
        "or send the file through text recognition (OCR) first."
    ),
    Refusal.UNSAFE_ARCHIVE: (
        "The archive is not safe to unpack. Unpack it on your own machine and use the files one by one."
    ),
    Refusal.TOO_SLOW: "Reading the file took too long and was stopped. Split the file, or save it as plain "
    "text.",
    Refusal.TOO_MUCH_MEMORY: (
        "Reading the file took too much memory and was stopped. Split the file, or save it as plain text."
    ),
    Refusal.READER_STOPPED: (
        "Reading the file failed and was stopped. The file may be damaged: save it again, or as plain text."
    ),
}


class UnreadableFile(Exception):
    """A file that cannot be read. `code` says of which kind; `str(error)` is one English sentence or two.

    `detail` is a short note for the log, never shown alone.
    """

    def __init__(self, code: Refusal, sentence: str = "", *, detail: str = "") -> None:
        super().__init__(sentence or SENTENCES[code])
        self.code = code
        self.detail = detail
