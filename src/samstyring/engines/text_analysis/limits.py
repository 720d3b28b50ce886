"""How much a single file may cost. One place, so that documentation and tests name the same numbers."""

MAX_BYTES = 64 * 1024 * 1024
"""Largest file, in bytes."""

MAX_RECOGNISED_PAGES = 30
"""Most scanned pages of one file that are read by text recognition, which takes some seconds a page."""

MAX_CHARACTERS = 8_000_000
"""Longest text, in characters: about 3,000 pages."""

MAX_PAGES = 3_000
"""Most pages in one PDF."""

MAX_UNPACKED_BYTES = 256 * 1024 * 1024
"""Most bytes that all members of one archive (also DOCX and XLSX) may unpack to together."""

MAX_PART_BYTES = 64 * 1024 * 1024
"""Most bytes that one part of a DOCX or XLSX may unpack to."""

MAX_MEMBERS = 2_000
"""Most members in one archive."""

WORKER_SECONDS = 300
"""Time for one file in a worker process, in seconds (both wall clock and processor). The learned model takes
some 20 milliseconds a statement of a processor that nobody else wants."""

WORKER_MEGABYTES = 1_024
"""Address space of a worker process, in megabytes."""
