"""Introductions by spreadsheet: template, preview, all or nothing, and what bad files get."""

import datetime
import io
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook
from tests import factories
from tests.integration.apps.adoption.test_introductions import measure
from tests.integration.apps.portfolio.test_measures import english, plain

from samstyring.apps.actors.choices import Level, OrganisationKind, SuccessionKind
from samstyring.apps.actors.models import Succession
from samstyring.apps.adoption.actions import introductions
from samstyring.apps.adoption.models import Introduction, SheetRow, UseFigure
from samstyring.apps.adoption.sheets.layout import INTRODUCTIONS
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.ledger.queries import history

FIRST = [column.key for column in INTRODUCTIONS.columns]


class Sheets(TestCase):
    """A municipality with a coordinator, and three measures, one of them in use there."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.place = factories.organisation(kind=OrganisationKind.MUNICIPALITY, number="9901")
        cls.person = factories.person(role=Level.COORDINATOR, organisation=cls.place)
        cls.measures = [measure("ta", name="=Tiltak A"), measure("tb"), measure("tc")]
        cls.today = timezone.localdate()
        cls.year = cls.today.year - 1
        cls.one = introductions.add(
            measure=cls.measures[0],
            organisation=cls.place,
            fields={"status": "in_use", "stand": "accepted", "lead_office": "Helse"},
            day=cls.today - datetime.timedelta(days=30),
            by=SYSTEM,
        )
        introductions.set_use(
            introduction=cls.one,
            fields={"year": cls.year, "month": 1, "eligible": 10, "active": 4, "source": ""},
            by=SYSTEM,
        )
        cls.address = reverse("adoption:sheet", args=[cls.place.public_id])

    def client_of(self, user: Any) -> Client:
        client = english()
        client.force_login(user)
        return client

    def template(self) -> Workbook:
        answer = self.client_of(self.person).get(
            reverse("adoption:sheet_template", args=[self.place.public_id])
        )
        return load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]  # a file

    def filled(self, fill: Callable[[Workbook], None] = lambda book: None) -> bytes:
        book = self.template()
        fill(book)
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()

    def sent(self, data: bytes, client: Client | None = None) -> Any:
        file = SimpleUploadedFile("ark.xlsx", data)
        return (client or self.client_of(self.person)).post(self.address, {"file": file})

    @staticmethod
    def put(book: Workbook, row: int, **cells: Any) -> None:
        for key, value in cells.items():
            book["Innføring"].cell(row, FIRST.index(key) + 1, value)

    def test_the_template_has_what_is_there_choices_to_pick_from_and_no_formula(self) -> None:
        book = self.template()
        sheet = book["Innføring"]
        row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "ta")
        assert (row[1].value, row[1].data_type) == ("=Tiltak A", "s")
        assert (row[2].value, row[4].value, row[11].value) == ("Accepted", "In use", "Helse")
        assert len(sheet.data_validations.dataValidation) == 3
        assert [cell.value for cell in book["Bruk"][2]][:6] == ["ta", "=Tiltak A", self.year, 1, 10, 4]

    def test_the_template_as_it_is_changes_nothing(self) -> None:
        page = self.sent(self.filled())
        assert "New: 0. Changed: 0. Unchanged: 2. Wrong: 0." in plain(page)
        assert "there is nothing to take in" in plain(page)

    def test_what_is_filled_in_is_looked_at_and_then_taken_in_whole(self) -> None:
        def fill(book: Workbook) -> None:
            self.put(book, 2, lead_office="Oppvekst")
            self.put(book, 3, stand="WANTED", decided_by="The municipal council", decided_on="31.1.2026")
            book["Bruk"].append(["ta", "", self.year, 2, 10, 7, "Fagsystemet"])
            book["Bruk"].cell(2, 6, 5)

        client = self.client_of(self.person)
        page = self.sent(self.filled(fill), client)
        assert "New: 2. Changed: 2. Unchanged: 0. Wrong: 0." in plain(page)
        assert "Office that leads it: Helse → Oppvekst" in plain(page)
        assert Introduction.objects.count() == 1
        answer = client.post(self.address, {"take": "1", "key": page.context["preview"]["key"]})
        self.assertRedirects(answer, reverse("adoption:of_organisation", args=[self.place.public_id]))
        two = Introduction.objects.get(measure__code="tb")
        assert (two.stand, two.decided_by, two.decided_on) == (
            "wanted",
            "council",
            datetime.date(2026, 1, 31),
        )
        assert sorted(UseFigure.objects.values_list("month", "active")) == [(1, 5), (2, 7)]
        row = SheetRow.objects.get(sheet="innforing", number=3)
        assert row.original[FIRST.index("decided_on")] == "31.1.2026"
        assert row.mapped["decided_on"] == "2026-01-31"
        assert "2 new and 2 changed rows" in history(self.place.public_id)[0].sentence

    def test_one_wrong_cell_stops_all_of_it_and_is_said_at_its_place(self) -> None:
        def fill(book: Workbook) -> None:
            self.put(book, 2, lead_office="Oppvekst")
            self.put(book, 3, stand="Kanskje")
            self.put(book, 4, stand="Later", day="=TODAY()")
            book["Bruk"].append(["ta", "", self.year, 3, 10, 11])
            book["Bruk"].append(["finnesikke", "", self.year, 3, 10, 1])
            book["Bruk"].append(["ta", "", self.year, 1, 10, 1])
            book["Bruk"].append(["tb", "", self.year, 1, 10, -1])

        client = self.client_of(self.person)
        page = self.sent(self.filled(fill), client)
        assert page.status_code == 422
        said = {
            (one["sheet"], one["row"], one["column"]): one["sentence"]
            for one in page.context["preview"]["errors"]
        }
        assert said["Innføring", 3, "Our stand"] == "“Kanskje” is not one of the choices."
        assert (
            said["Innføring", 4, "Stand and status hold from"] == "This is a formula. Write the value itself."
        )
        assert said["Bruk", 3, "Who did"] == "More cannot have used it than could."
        assert said["Bruk", 4, "Short code"] == "No measure has the code “finnesikke”."
        assert said["Bruk", 5, "Short code"] == "The same is in row 2 already."
        assert "is not a whole number" in said["Bruk", 6, "Who did"]
        client.post(self.address, {"take": "1", "key": page.context["preview"]["key"]})
        self.one.refresh_from_db()
        assert self.one.lead_office == "Helse"
        assert UseFigure.objects.count() == 1

    def test_when_somebody_else_writes_in_between_it_is_looked_at_again(self) -> None:
        client = self.client_of(self.person)
        page = self.sent(self.filled(lambda book: self.put(book, 2, lead_office="Oppvekst")), client)
        introductions.change(
            introduction=self.one, fields={"lead_office": "Kultur"}, day=self.today, by=SYSTEM
        )
        answer = client.post(self.address, {"take": "1", "key": page.context["preview"]["key"]})
        assert "Something has been changed since you looked" in plain(answer)
        self.one.refresh_from_db()
        assert self.one.lead_office == "Kultur"

    def test_files_that_cannot_be_used_are_told_of_and_not_kept(self) -> None:
        def merge(book: Workbook) -> None:
            book["Innføring"].merge_cells("C2:D3")

        def rename(book: Workbook) -> None:
            book["Bruk"].title = "Annet"

        for data, sentence in (
            (b"not a workbook", "This is not a workbook that can be read"),
            (self.filled(merge), "merged cells (C2:D3)"),
            (self.filled(rename), "The sheet “Bruk” is not in the file"),
        ):
            page = self.sent(data)
            assert page.status_code == 422
            assert sentence in plain(page)
        assert not self.place.sheet_uploads.exists()

    def test_a_sheet_of_a_municipality_that_has_merged_names_its_successor(self) -> None:
        data = self.filled()
        later = factories.organisation(
            "Storvik (eksempel)", kind=OrganisationKind.MUNICIPALITY, number="9902"
        )
        Succession.objects.create(
            predecessor=self.place, successor=later, date=self.today, kind=SuccessionKind.MERGED
        )
        person = factories.person(role=Level.COORDINATOR, organisation=later, email="liv@eksempel.example")
        file = SimpleUploadedFile("ark.xlsx", data)
        address = reverse("adoption:sheet", args=[later.public_id])
        page = self.client_of(person).post(address, {"file": file})
        assert "which is part of Storvik (eksempel) today" in plain(page)

    def test_others_may_neither_read_nor_send_it(self) -> None:
        other = factories.person(
            role=Level.COORDINATOR, organisation=factories.organisation("Annen"), email="eva@eksempel.example"
        )
        assert self.client_of(other).get(self.address).status_code == 403
        template = reverse("adoption:sheet_template", args=[self.place.public_id])
        assert self.client_of(other).get(template).status_code == 403
