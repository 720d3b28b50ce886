"""Workbooks that are made for an organisation, filled in, looked at, and taken in whole or not at all.

What every such workbook has in common, whichever room it belongs to: columns and choices (`layout`), the
template (`template`), reading what was filled in (`reading`), what it would change (`planning`), the sheet as
it was sent (`kept`), and the way from sent to taken in (`desk`, with its page in `page`). A room brings its
columns, its plan and the act that takes it in.
"""
