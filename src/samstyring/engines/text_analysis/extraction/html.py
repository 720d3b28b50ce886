"""HTML: the main content in reading order; menus, headers, footers and scripts are left out.

Forms keep their ticks: a checkbox becomes ☒ or ☐ before its label. The standard library's parser is not
recursive and resolves no entities from outside, so that depth and references in a hostile page do no harm.
"""

import contextlib
import re
from dataclasses import dataclass
from html.parser import HTMLParser

from samstyring.engines.text_analysis.extraction.plain import decode
from samstyring.engines.text_analysis.extraction.writer import Writer
from samstyring.engines.text_analysis.model import SourceText

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "label",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
_SILENT = frozenset(
    [
        "button",
        "head",
        "iframe",
        "math",
        "noscript",
        "object",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
    ]
)
_ASIDE = frozenset(["aside", "footer", "header", "nav"])
_ASIDE_ROLE = frozenset({"navigation", "banner", "contentinfo", "search", "complementary"})
_ASIDE_CLASS = re.compile(
    r"\b(?:cookie|breadcrumb|menu|navbar|sidebar|share|social|footer|skip-?link)", re.IGNORECASE
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_ENOUGH = 200
_DEPTH = 200  # an end tag without its beginning among so many open ones is ignored


@dataclass(frozen=True, slots=True)
class _Block:
    text: str
    kind: str
    level: int
    main: bool
    aside: bool


class _Collector(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[_Block] = []
        self._words: list[str] = []
        self._open: list[tuple[str, bool, bool, bool]] = []  # tag, silent, main, aside
        self._silent = self._main = self._aside = self._lists = 0
        self._kind, self._level = "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "br":
            self._words.append("\n")
        if tag == "input" and given.get("type", "").lower() in ("checkbox", "radio"):
            self._words.append("☒ " if any(name == "checked" for name, _ in attrs) else "☐ ")
        if tag in _BLOCKS and not (tag == "label" and "".join(self._words).strip() in ("☒", "☐")):
            self._finish()
        if tag in _VOID:
            return
        silent = tag in _SILENT or "hidden" in given
        aside = (
            tag in _ASIDE
            or given.get("role", "") in _ASIDE_ROLE
            or bool(_ASIDE_CLASS.search(f"{given.get('class', '')} {given.get('id', '')}"))
        )
        main = tag in ("main", "article") or given.get("role") == "main"
        # A header or footer inside the article belongs to it.
        aside = aside and not main and not (self._main and tag in ("header", "footer"))
        self._open.append((tag, silent, main, aside))
        self._lists += tag in ("ul", "ol")
        self._silent += silent
        self._main += main
        self._aside += aside
        if re.fullmatch(r"h[1-6]", tag):
            self._kind, self._level = "heading", int(tag[1])
        elif tag == "li":
            self._kind, self._level = "list_item", self._lists

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS and not (tag == "label" and "".join(self._words).strip() in ("☒", "☐")):
            self._finish()
        if not any(entry[0] == tag for entry in self._open[-_DEPTH:]):
            return
        while self._open:
            name, silent, main, aside = self._open.pop()
            self._lists -= name in ("ul", "ol")
            self._silent -= silent
            self._main -= main
            self._aside -= aside
            if name == tag:
                break
        if tag in ("li", "h1", "h2", "h3", "h4", "h5", "h6"):
            self._kind, self._level = "", 0

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words.append(re.sub(r"[ \t\r\n\f]+", " ", data))

    def _finish(self) -> None:
        text = re.sub(r" *\n *", "\n", re.sub(r"[ \u00a0]+", " ", "".join(self._words))).strip()
        self._words.clear()
        if text:
            self.blocks.append(_Block(text, self._kind, self._level, self._main > 0, self._aside > 0))
            if self._kind == "list_item":
                self._kind = ""  # a second paragraph in an item has no bullet of its own

    def finish(self) -> list[_Block]:
        self.close()
        self._finish()
        return self.blocks


def extract(data: bytes) -> SourceText:
    """The text of an HTML page's main content."""
    collector = _Collector()
    collector.feed(_decode(data))
    blocks = collector.finish()
    chosen = [block for block in blocks if block.main and not block.aside]
    warnings: tuple[str, ...] = ()
    if sum(len(block.text) for block in chosen) < _ENOUGH:
        chosen = [block for block in blocks if not block.aside]
    if sum(len(block.text) for block in chosen) < _ENOUGH:
        chosen = blocks
    if len(chosen) < len(blocks):
        warnings = ("Menus and other text around the main content were left out.",)
    writer = Writer()
    for block in chosen:
        text = f"• {block.text}" if block.kind == "list_item" and block.text[0] not in "☒☐" else block.text
        writer.paragraph(text, block.kind, block.level)
    return writer.source("html", warnings)


def _decode(data: bytes) -> str:
    """As UTF-8 where the bytes are that, whatever the page says; else by the page's word where it holds."""
    with contextlib.suppress(UnicodeDecodeError):
        return data.decode("utf-8-sig")
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        with contextlib.suppress(LookupError, UnicodeError, ValueError):
            return data.decode(declared.group(1).decode("ascii"))
    return decode(data)[0]
