"""The tiles of the map and the rows of its table as markup: 714 of them, which a template takes five times as
long to write. Everything that comes from data is escaped here.
"""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .queries.on_map import Shown
from .tiles import SIDE, Tile

TILE = (
    '<a href="{}" aria-label="{}"><title>{}</title>'
    '<rect class="tile" data-class="{}" x="{}" y="{}" width="{}" height="{}" rx="3"/>{}</a>'
)
LETTER = (
    '<text class="tile__letter" data-class="{}" x="{}" y="{}" text-anchor="middle" aria-hidden="true">'
    "{}</text>"
)
ROW = '<tr><th scope="row"><a class="ds-link" href="{}">{}</a></th><td>{}</td><td>{}{}</td></tr>'


def tiles(municipalities: Iterable[Shown]) -> SafeString:
    """A link with its tile for each that has one; the number of its class stands in it."""
    return format_html_join("", TILE, (_tile(one, one.tile) for one in municipalities if one.tile))


def _tile(one: Shown, tile: Tile) -> tuple[object, ...]:
    words = f"{one.name}: {one.words}"
    letter = format_html(LETTER, one.shown, *tile.middle, one.shown) if one.shown else ""
    return one.address, words, words, one.shown, tile.x, tile.y, SIDE, SIDE, letter


def rows(municipalities: Iterable[Shown]) -> SafeString:
    """The same as rows of a table: municipality, county, its class, and what is known exactly."""
    return format_html_join("", ROW, (_row(one) for one in municipalities))


def _row(one: Shown) -> tuple[object, ...]:
    exact = format_html(' <span class="quiet">{}</span>', one.exact) if one.exact else ""
    return one.address, one.name, one.county, one.words, exact
