"""Own lists by spreadsheet: template, preview, all or nothing, merged municipalities, large and bad files."""

import io
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook
from tests import factories
from tests.integration.apps.needs.setting import setting
from tests.integration.apps.needs.test_lists import plain

from samstyring.apps.actors.choices import Level, OrganisationKind, SuccessionKind
from samstyring.apps.actors.models import Succession
from samstyring.apps.actors.sheets import desk as desks
from samstyring.apps.actors.sheets.kept import SheetStage
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.ledger.queries import history
from samstyring.apps.needs.actions import backing, needs, own_list
from samstyring.apps.needs.models import Need, OwnListRow, OwnListUpload
from samstyring.apps.needs.sheets.layout import LIST
from samstyring.apps.needs.tasks import look_at_own_list, take_own_list

KEYS = [column.key for column in LIST.columns]


class OwnListSheets(TestCase):
    """A municipality with three needs on its list, one of which a neighbour raised."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.place = setting()
        cls.mine, cls.neighbour = cls.place.small, cls.place.large
        cls.person = cls.place.person(cls.mine)
        cls.first = cls.place.need("=Vikarer om natten", organisation=cls.mine)
        cls.second = cls.place.need("Heltidskultur", organisation=cls.mine, sector="culture")
        cls.theirs = cls.place.need("Digital post", organisation=cls.neighbour)
        backing.back(need=cls.theirs, organisation=cls.mine, by=SYSTEM)
        for need in (cls.first, cls.second, cls.theirs):
            own_list.put(organisation=cls.mine, need=need, by=SYSTEM)
        cls.address = reverse("needs:own_list_sheet", args=[cls.mine.public_id])

    def client_of(self, user: Any) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(user)
        return client

    def template(self) -> Workbook:
        address = reverse("needs:own_list_template", args=[self.mine.public_id])
        answer = self.client_of(self.person).get(address)
        return load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]  # a file

    def filled(self, fill: Callable[[Any], None] = lambda sheet: None) -> bytes:
        book = self.template()
        fill(book["Egen liste"])
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()

    @staticmethod
    def put(sheet: Any, row: int, **cells: Any) -> None:
        for key, value in cells.items():
            sheet.cell(row, KEYS.index(key) + 1).value = value

    def sent(self, data: bytes, client: Client | None = None) -> Any:
        file = SimpleUploadedFile("liste.xlsx", data)
        return (client or self.client_of(self.person)).post(self.address, {"file": file})

    def order(self) -> list[str]:
        return list(self.mine.own_list.values_list("need__title", flat=True))

    def test_the_template_has_the_list_in_its_order_with_choices_and_no_formula(self) -> None:
        self.place.need("Ikke på lista", organisation=self.mine)
        sheet = self.template()["Egen liste"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=5)]
        assert [(row[0], row[1]) for row in rows] == [
            (1, "=Vikarer om natten"),
            (2, "Heltidskultur"),
            (3, "Digital post"),
            (None, "Ikke på lista"),
        ]
        assert sheet["B2"].data_type == "s"
        assert rows[1][3:6] == ["Staffing", "Culture and sports", "Everyone"]
        rules = {str(rule.sqref)[0]: rule for rule in sheet.data_validations.dataValidation}
        assert set(rules) == {"D", "E", "F"}
        # A sector of one's own may be written; a kind may not.
        assert (rules["D"].showErrorMessage, rules["E"].showErrorMessage) == (True, False)

    def test_the_template_as_it_is_changes_nothing(self) -> None:
        page = plain(self.sent(self.filled()))
        assert "New: 0. Changed: 0. Unchanged: 3. Wrong: 0." in page
        assert "there is nothing to take in" in page

    def test_order_words_and_new_needs_are_looked_at_and_then_taken_in_whole(self) -> None:
        def fill(sheet: Any) -> None:
            self.put(sheet, 2, place=5)
            self.put(sheet, 3, place=2, description="Store stillinger.")
            self.put(sheet, 4, place=None)
            self.put(sheet, 5, place=1, title="Trygg skolevei", kind="Law and rules", sector="Samferdsel")

        client = self.client_of(self.person)
        page = self.sent(self.filled(fill), client)
        assert "New: 1. Changed: 3. Unchanged: 0. Wrong: 0." in plain(page)
        assert "Place: 1 → 3" in plain(page)
        assert self.order() == ["=Vikarer om natten", "Heltidskultur", "Digital post"]
        answer = client.post(self.address, {"take": "1", "key": page.context["preview"]["key"]})
        self.assertRedirects(answer, reverse("needs:own_list", args=[self.mine.public_id]))
        assert self.order() == ["Trygg skolevei", "Heltidskultur", "=Vikarer om natten"]
        made = Need.objects.get(title="Trygg skolevei")
        assert (made.kind, made.sector, made.raised_by, made.municipalities) == (
            "law",
            "Samferdsel",
            self.mine,
            1,
        )
        assert made.steps.get().act == "write"
        assert Need.objects.get(pk=self.second.pk).description == "Store stillinger."
        row = OwnListRow.objects.get(number=5)
        assert row.original[KEYS.index("kind")] == "Law and rules"
        assert row.mapped["kind"] == "law"
        assert "1 new and 3 changed rows" in history(self.mine.public_id)[0].sentence
        assert "written from a sheet" in history(made.public_id)[0].sentence

    def test_what_is_not_in_the_sheet_stays_on_the_list_below(self) -> None:
        def fill(sheet: Any) -> None:
            sheet.delete_rows(2)
            self.put(sheet, 2, place=2)
            self.put(sheet, 3, place=1)

        client = self.client_of(self.person)
        page = self.sent(self.filled(fill), client)
        client.post(self.address, {"take": "1", "key": page.context["preview"]["key"]})
        assert self.order() == ["Digital post", "Heltidskultur", "=Vikarer om natten"]

    def test_one_wrong_cell_stops_all_of_it_and_is_said_at_its_place(self) -> None:
        def fill(sheet: Any) -> None:
            self.put(sheet, 2, place=9)
            self.put(sheet, 4, title="Noe annet")
            self.put(sheet, 5, place=9, title="Ny", kind="Technology", sector="Skole")
            self.put(sheet, 6, place=10, title="Uten slag", sector="Skole")
            self.put(sheet, 7, title="HELTIDSKULTUR", kind="Staffing", sector="Skole")
            self.put(sheet, 8, place="først", title="Nyere", kind="Technology", sector="Skole")
            self.put(sheet, 9, title="Finnes ikke", key="12345678-1234-5678-1234-567812345678")
            self.put(sheet, 10, title="=1+1", kind="Technology", sector="Skole")

        client = self.client_of(self.person)
        page = self.sent(self.filled(fill), client)
        assert page.status_code == 422
        said = {(one["row"], one["column"]): one["sentence"] for one in page.context["preview"]["errors"]}
        assert "raised this need. Only its place" in said[4, "Title"]
        assert said[5, "Place"] == "The same is in row 2 already."
        assert said[6, "Kind"] == "Choose a kind."
        assert "You have raised a need with this title." in said[7, "Title"]
        assert "is not a whole number" in said[8, "Place"]
        assert "None of your needs has this identifier." in said[9, "Identifier (leave it as it is)"]
        assert said[10, "Title"] == "This is a formula. Write the value itself."
        client.post(self.address, {"take": "1", "key": page.context["preview"]["key"]})
        assert self.order() == ["=Vikarer om natten", "Heltidskultur", "Digital post"]
        assert Need.objects.count() == 3

    def test_when_somebody_else_moves_in_between_it_is_looked_at_again(self) -> None:
        client = self.client_of(self.person)
        page = self.sent(self.filled(lambda sheet: self.put(sheet, 2, place=7)), client)
        own_list.move(organisation=self.mine, need=self.theirs, to=1, by=SYSTEM)
        answer = client.post(self.address, {"take": "1", "key": page.context["preview"]["key"]})
        assert "Something has been changed since you looked" in plain(answer)
        assert self.order()[0] == "Digital post"

    def test_a_sheet_of_a_merged_municipality_is_offered_to_its_successor(self) -> None:
        data = self.filled(lambda sheet: self.put(sheet, 2, place=9))
        later = factories.organisation(
            "Storvik (eksempel)", kind=OrganisationKind.MUNICIPALITY, number="9909"
        )
        Succession.objects.create(
            predecessor=self.mine, successor=later, date=timezone.localdate(), kind=SuccessionKind.MERGED
        )
        former = plain(self.client_of(self.person).get(self.address))
        assert "Go to the sheet of Storvik (eksempel)" in former
        person = factories.person(role=Level.COORDINATOR, organisation=later, email="liv@eksempel.example")
        client = self.client_of(person)
        address = reverse("needs:own_list_sheet", args=[later.public_id])
        page = client.post(address, {"file": SimpleUploadedFile("liste.xlsx", data)})
        assert "which is part of Storvik (eksempel) today" in plain(page)
        page = client.post(address, {"successor": "1"})
        client.post(address, {"take": "1", "key": page.context["preview"]["key"]})
        assert list(later.own_list.values_list("need__title", flat=True)) == [
            "Heltidskultur",
            "Digital post",
            "=Vikarer om natten",
        ]

    def test_a_large_sheet_is_looked_at_and_taken_in_in_the_background(self) -> None:
        def fill(sheet: Any) -> None:
            for number in range(2_500):
                words = f"Langt nok til at fila blir stor nok {number * 7919:x} {number**3:x}"
                sheet.append([number + 10, f"Behov {number}", words, "Technology", "Skole"])

        client = self.client_of(self.person)
        data = self.filled(fill)
        assert len(data) > 0
        self.addCleanup(setattr, desks, "LARGE", desks.LARGE)
        desks.LARGE = 10_000
        answer = self.sent(data, client)
        self.assertRedirects(answer, self.address, fetch_redirect_response=False)
        assert "goes on in the background" in plain(client.get(self.address))
        upload = OwnListUpload.objects.get()
        assert look_at_own_list.func(upload.pk) == SheetStage.LOOKED_AT
        assert look_at_own_list.func(upload.pk) == "nothing to do"
        upload.refresh_from_db()
        assert 0 < upload.done <= upload.total
        page = client.get(self.address)
        assert "New: 2500. Changed: 0. Unchanged: 3. Wrong: 0." in plain(page)
        assert take_own_list.func(upload.pk, page.context["preview"]["key"]) == "nothing to do"
        upload.stage = SheetStage.TAKING
        upload.save()
        with CaptureQueriesContext(connection) as queries:
            assert take_own_list.func(upload.pk, page.context["preview"]["key"]) == SheetStage.TAKEN
        # Far fewer than there are rows; how many go into one statement is the database's own matter.
        assert len(queries) < 250
        assert self.mine.own_list.count() == 2_503
        assert "Last taken in on" in plain(client.get(self.address))

    def test_too_many_rows_and_the_wrong_file_get_a_sentence(self) -> None:
        def merge(sheet: Any) -> None:
            sheet.merge_cells("B2:C3")

        def rename(sheet: Any) -> None:
            sheet.title = "Annet"

        other = Workbook()
        file = io.BytesIO()
        other.save(file)
        for data, sentence in (
            (b"not a workbook", "This is not a workbook that can be read"),
            (self.filled(merge), "merged cells (B2:C3)"),
            (self.filled(rename), "The sheet “Egen liste” is not in the file"),
            (file.getvalue(), "The sheet “Egen liste” is not in the file"),
        ):
            page = self.sent(data)
            assert page.status_code == 422
            assert sentence in plain(page)
        assert not OwnListUpload.objects.exists()

    def test_others_may_neither_read_nor_send_it(self) -> None:
        stranger = self.place.person(self.neighbour)
        for name in ("own_list_sheet", "own_list_template"):
            address = reverse(f"needs:{name}", args=[self.mine.public_id])
            assert self.client_of(stranger).get(address).status_code == 403
            assert Client().get(address).status_code == 302

    def test_the_template_asks_a_fixed_number_of_times(self) -> None:
        client = self.client_of(self.person)
        address = reverse("needs:own_list_template", args=[self.mine.public_id])
        for number in (0, 30):
            for one in range(number):
                fields = {"title": f"Behov {one}", "kind": "technology"}
                need = needs.write(organisation=self.mine, fields=fields, by=SYSTEM)
                own_list.put(organisation=self.mine, need=need, by=SYSTEM)
            with self.assertNumQueries(7):
                client.get(address)
