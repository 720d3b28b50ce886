"""Files that people take away: statements, senders and points as sheets and JSON, and the whole as one page.

`rows` yields plain values with the keys of the API, `columns` puts words to them for sheets, `formats` writes
them piece by piece, so that 100,000 rows need no more memory than a hundred.
"""
