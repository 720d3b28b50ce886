"""Scanned pages read with tesseract (Debian: tesseract-ocr, tesseract-ocr-nor), where it is installed.

A separate program, called with a picture on standard input; without it a scanned file is refused with a
sentence
that says so.
"""

import os
import shutil
import subprocess
from functools import cache

import numpy as np
import pypdfium2 as pdfium

_SCALE = 300 / 72  # tesseract reads best at 300 dots an inch
_MAX_PIXELS = 40_000_000
_PAGE_SECONDS = 60
_STANDS_OUT = 60  # steps of gray, of 255
_EVERY = 7  # so many points are looked at, one of these
_BLANK = 0.0001  # share of the picture: a line of small print is more


@cache
def languages() -> str | None:
    """The languages to read with, as tesseract wants them; None where the program or its Norwegian data is
    missing."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    listed = subprocess.run(
        [program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
    )
    found = set((listed.stdout + listed.stderr).split())
    if "nor" not in found:
        return None
    return "+".join(language for language in ("nor", "eng", "sme") if language in found)


def read_page(page: pdfium.PdfPage) -> str:
    """The text on a picture of a page; empty where tesseract is missing or finds nothing."""
    wanted = languages()
    if wanted is None:
        return ""
    width, height = page.get_size()
    scale = min(_SCALE, (_MAX_PIXELS / max(1.0, width * height)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        if _is_blank(bitmap):
            return ""
        picture = _graymap(bitmap)
    finally:
        bitmap.close()
    try:
        done = subprocess.run(
            ["tesseract", "stdin", "stdout", "-l", wanted, "--psm", "3"],
            input=picture,
            capture_output=True,
            timeout=_PAGE_SECONDS,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (subprocess.TimeoutExpired, OSError):
        return ""
    return done.stdout.decode("utf-8", "replace").replace("\f", "").strip() if done.returncode == 0 else ""


def _is_blank(bitmap: pdfium.PdfBitmap) -> bool:
    """Whether next to nothing stands out from the paper: then tesseract need not spend seconds on it."""
    light = np.frombuffer(bitmap.buffer, np.uint8)[::_EVERY]
    paper = int(np.bincount(light, minlength=256).argmax())
    return float((np.abs(light.astype(np.int16) - paper) > _STANDS_OUT).mean()) < _BLANK


def _graymap(bitmap: pdfium.PdfBitmap) -> bytes:
    """The bitmap as a portable graymap, which tesseract reads without a picture library of ours."""
    raw = bytes(bitmap.buffer)
    rows = [raw[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height)]
    return b"P5\n%d %d\n255\n" % (bitmap.width, bitmap.height) + b"".join(rows)
