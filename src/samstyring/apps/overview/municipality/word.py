"""The page as a paper for a council or a leader, to edit in Word: what is known, and each gap marked.

Headings are those of a municipal case: recommendation, background, assessment, economy. The gaps are for the
municipality to fill in; the part on economy comes with its own room, and says so.
"""

import datetime
import io

import docx
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samstyring.apps.adoption.choices import Stand, Status
from samstyring.apps.adoption.templatetags.adoption import period, used
from samstyring.apps.consultations.summary import word_styles as styles
from samstyring.apps.consultations.summary.word_parts import Writer, clean, field, xml_language
from samstyring.apps.portfolio.models import Duty

from .page import Page

DAY = "j. F Y"


def rendered(page: Page, *, today: datetime.date, address: str) -> io.BytesIO:
    """The paper in the active language, as an open file. `address` is the page's, for the sources."""
    language = xml_language(get_language())
    word = docx.Document()
    styles.prepare(word, language)
    properties = word.core_properties
    properties.title = clean(_("Digital measures in %(name)s") % {"name": page.organisation.name})
    properties.author = properties.last_modified_by = "Samstyring"
    properties.comments = ""
    properties.language = language
    writer = Writer(word)
    _top(writer, page, today)
    _binding(writer, page)
    _coming(writer, page)
    _standing(writer, page)
    _alike(writer, page)
    _economy(writer)
    _sources(writer, page, address, today)
    stream = io.BytesIO()
    word.save(stream)
    stream.seek(0)
    return stream


def gap(writer: Writer, text: str) -> None:
    """Something that the municipality fills in, in a style of its own and within brackets."""
    writer.paragraph(f"[{text}]", styles.MARK)


def _top(writer: Writer, page: Page, today: datetime.date) -> None:
    writer.paragraph(_("Digital measures in %(name)s") % {"name": page.organisation.name}, "Title")
    writer.paragraph(_("Draft made %(day)s") % {"day": date_format(today, DAY)}, "Subtitle")
    gap(writer, _("Archive number: fill in"))
    gap(writer, _("Treated by: fill in body and day"))
    footer = writer.word.sections[0].footer.paragraphs[0]
    footer.add_run(_("Page") + " ")
    field(footer, "PAGE", "1")
    writer.paragraph(_("The chief executive’s recommendation"), "Heading 1")
    for one in page.decisions[:3]:
        by = f" ({date_format(one.by, DAY)})" if one.by else ""
        writer.paragraph(f"{one.what}{by}", "List Number")
    gap(writer, _("Write the recommendation: what is to be decided, by whom, and from when"))


def _binding(writer: Writer, page: Page) -> None:
    writer.paragraph(_("What binds the municipality"), "Heading 1")
    bound = page.binding
    heads = [_("Solution"), _("For whom"), _("From"), _("Source")]
    for caption, duties in (
        (_("Must be used"), bound.use),
        (_("Must be paid for"), bound.pay),
        (_("Later"), bound.later),
    ):
        if duties:
            writer.paragraph(caption, "Caption")
            writer.table(caption, heads, [_duty(duty) for duty in duties])
    if bound.pay_only:
        names = ", ".join(one.name for one in bound.pay_only)
        writer.paragraph(
            _("Need not be used, and must be paid for all the same: %(names)s.") % {"names": names}
        )
    if bound.undated:
        gap(
            writer,
            _("Day and legal basis are missing for %(number)d of the duties") % {"number": bound.undated},
        )
    if not bound.use and not bound.pay:
        gap(writer, _("No duty is entered in the system: fill in what is known"))


def _duty(duty: Duty) -> list[str]:
    since = date_format(duty.valid_from, DAY) if duty.valid_from else f"[{_('day not stated')}]"
    return [duty.measure.name, duty.for_whom, since, "; ".join(filter(None, (duty.legal_basis, duty.source)))]


def _coming(writer: Writer, page: Page) -> None:
    writer.paragraph(_("What is coming"), "Heading 1")
    if page.deadlines:
        caption = _("Within twelve months")
        writer.paragraph(caption, "Caption")
        rows = [[date_format(one.day, DAY), one.what] for one in page.deadlines[:30]]
        writer.table(caption, [_("Day"), _("What")], rows)
    else:
        gap(writer, _("No day is entered for the coming year: fill in what is known"))
    for planned in page.roadmap.under_way:
        item = planned.item
        end = date_format(item.ends, DAY) if item.ends else ""
        line = _("%(name)s is under way until %(day)s.") % {"name": item.measure.name, "day": end}
        writer.paragraph(f"{line} {item.expected}".strip())


def _standing(writer: Writer, page: Page) -> None:
    writer.paragraph(_("Where we stand"), "Heading 1")
    if page.own:
        caption = _("What is entered for the municipality")
        writer.paragraph(caption, "Caption")
        rows = []
        for row in page.own:
            one = row.introduction
            said = [str(Status(one.status).label)] if one.status else []
            said += [str(Stand(one.stand).label)] if one.stand else []
            use = f"{used(row.newest)}, {period(row.newest)}" if row.newest else f"[{_('not measured')}]"
            rows.append([one.measure.name, ", ".join(said), one.lead_office or f"[{_('not stated')}]", use])
        writer.table(
            caption, [_("Measure"), _("Status and stand"), _("Office that leads it"), _("Newest use")], rows
        )
    else:
        gap(writer, _("The municipality has not entered where it stands: fill in"))
    for before in page.before:
        needs = ", ".join(need.measure.name for need in before.needs)
        words = {"name": before.measure.name, "needs": needs}
        writer.paragraph(_("Before %(name)s must be in place: %(needs)s.") % words)
    gap(writer, _("The professions and hours that this takes here: fill in"))
    run_by = page.operation.words if page.operation else ""
    if run_by:
        writer.paragraph(_("Our IT is run by %(name)s.") % {"name": run_by})
    else:
        gap(writer, _("Who runs the IT: fill in"))


def _alike(writer: Writer, page: Page) -> None:
    writer.paragraph(_("Municipalities like us"), "Heading 1")
    for one in page.examples:
        done = [used.measure.name for used in one.using] or [told.title for told in one.told]
        what = ", ".join(done) or _("has entered nothing")
        writer.paragraph(f"{one.alike.name}: {what}", "List Bullet")
    gap(writer, _("What they say when we ask them: fill in"))


def _economy(writer: Writer) -> None:
    writer.paragraph(_("Economy"), "Heading 1")
    gap(writer, _("Operating costs for each year: fill in. The part on economy comes in a later version"))
    gap(writer, _("Investment: fill in"))
    gap(writer, _("Effect on the four-year economic plan: fill in"))
    gap(writer, _("What it gives, to whom, and how sure that is: fill in"))


def _sources(writer: Writer, page: Page, address: str, today: datetime.date) -> None:
    writer.paragraph(_("Sources"), "Heading 1")
    when = {"address": address, "day": date_format(today, DAY)}
    writer.paragraph(_("%(address)s, read %(day)s") % when)
    for edition in page.roadmap.editions:
        dated = date_format(edition.dated, DAY)
        writer.paragraph(f"{edition.title}, {dated}. {edition.source}".strip())
    if page.figures:
        writer.paragraph(f"{'; '.join(page.figures.sources)} ({page.figures.year})")
