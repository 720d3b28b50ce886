"""The paper that a council decides on: gathered from all rooms, read as a page, in Word and as PDF.

`gathering` reads, `building` makes one `content.Paper` of it without asking the database, and three renderers
(`html` through a template, `word`, `typeset`) write that one paper down. What a person types is kept in
`models.papers`.
"""
