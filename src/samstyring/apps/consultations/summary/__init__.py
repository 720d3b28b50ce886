"""The summary of a consultation: who says what, in sentences built from counts, names and quotations.

`material` gathers in a fixed number of queries, `choosing` picks the quotations, `sentences` puts words to
counts, `outline` makes sections of blocks, and `word` and the page show those. The draft is made anew each
time from what counts at that moment; what people write of their own is kept apart, in `SummaryText`.
"""
