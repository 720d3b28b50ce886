"""Why a document could not be read, as a sentence for the user. The codes are the engine's."""

from django.utils.translation import gettext as _


def sentence_for(code: str) -> str:
    """What is wrong with a document that was refused with `code`, and what to do."""
    sentences = {
        "empty": _("The file is empty. Send it again from where it was made."),
        "damaged": _("The file is damaged and cannot be opened. Ask the sender for a new copy."),
        "encrypted": _("The file is locked with a password. Save it without one and upload it again."),
        "too_large": _(
            "The file is larger than this installation reads. Split it, or save it with smaller pictures."
        ),
        "unknown_format": _("This kind of file cannot be read. Save it as PDF, Word (DOCX) or plain text."),
        "not_what_its_name_says": _(
            "The content is not what the file name says. Save it again in the right format and upload that."
        ),
        "no_text": _("There is no text in the file. Run a scanned document through text recognition first."),
        "too_slow": _("The file took too long to read. Save it again as a simpler file, or split it."),
        "too_much_memory": _(
            "The file needs too much memory to read. Split it, or save it with smaller pictures."
        ),
        "unsafe_archive": _(
            "The archive is not safe to unpack. Unpack it on your own machine and upload the files."
        ),
        "reader_stopped": _(
            "The reader stopped on this file. The original is kept; save the document again and try that."
        ),
    }
    return sentences.get(code) or _("The file could not be read (%(code)s). The original is kept.") % {
        "code": code
    }
