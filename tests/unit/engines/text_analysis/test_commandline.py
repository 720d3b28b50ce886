"""The command line: files in, figures and reports out, one bad file never stops the others."""

import json
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from samstyring.engines.text_analysis import ENGINE, analysing, embedding_workers
from samstyring.engines.text_analysis.commandline import UNREADABLE, WRONG_USE, analyse, evaluate, files
from samstyring.engines.text_analysis.progress import Progress

from . import samples


@pytest.fixture(autouse=True)
def _cache_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "inn").mkdir()
    (tmp_path / "inn" / "fjellvik.txt").write_text(samples.LETTER, encoding="utf-8")
    (tmp_path / "inn" / "svar.docx").write_bytes(samples.word(("", "Vi går imot forslaget <b>.")))
    (tmp_path / "inn" / ".skjult").write_text("x")
    return tmp_path


def test_json_follows_the_schema(folder: Path) -> None:
    out = folder / "ut.json"
    assert analyse([str(folder / "inn"), "--json", str(out)]) == 0
    result = json.loads(out.read_text(encoding="utf-8"))
    assert result["engine"] == ENGINE
    first, second = result["documents"]
    assert first["senders"][0] | {"confidence": 0} == {
        "name": "Fjellvik kommune",
        "kind": "municipality",
        "municipality_number": None,
        "source": "title",
        "confidence": 0,
    }
    for statement in first["statements"]:
        assert first["text"][statement["start"] : statement["end"]] == statement["quote"]
    ids = [s["id"] for d in result["documents"] for s in d["statements"]]
    assert len(ids) == len(set(ids))
    assert set(second["stance"]["evidence"]) <= set(ids)
    assert result["points"] == []


def test_unreadable_file_is_told_and_does_not_stop_the_others(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "inn" / "tom.pdf").write_bytes(b"")
    assert analyse([str(folder / "inn"), str(folder / "borte.pdf")]) == UNREADABLE
    shown = capsys.readouterr()
    assert "2 dokumenter" in shown.out
    assert "tom.pdf: Filen er tom." in shown.err
    assert "borte.pdf: Filen finnes ikke." in shown.err


def test_one_of_something_is_told_as_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "ett.txt").write_text("Staten bør betale for dette arbeidet.", encoding="utf-8")
    analyse([str(folder / "ett.txt")])
    assert capsys.readouterr().out.startswith("1 dokument, 1 utsagn\n")
    analyse([str(folder / "ett.txt"), "--lang", "nn"])
    assert capsys.readouterr().out.startswith("1 dokument, 1 utsegn\n")


def test_a_second_run_reads_nothing_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = folder / "a.json", folder / "b.json"
    assert analyse([str(folder / "inn"), "--json", str(first)]) == 0

    def never(*_: object, **__: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(analysing, "read_many_in_worker", never)
    monkeypatch.setattr(embedding_workers.vectors, "embed", never)
    assert analyse([str(folder / "inn"), "--json", str(second)]) == 0
    assert first.read_bytes() == second.read_bytes()
    with pytest.raises(AssertionError, match="read again"):
        analyse([str(folder / "inn"), "--no-cache"])


def test_points_and_suggestions_are_in_every_report(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    same = "Staten bør dekke alle kommunenes utgifter til opplæring av ansatte."
    (folder / "inn" / "a.txt").write_text(f"{same} Det er for få sykepleiere her.", encoding="utf-8")
    (folder / "inn" / "b.txt").write_text(
        f"{same} Vi får ikke tak i sykepleiere. Utgiftene til kurs må staten betale.", encoding="utf-8"
    )
    names = {kind: folder / f"ut.{kind}" for kind in ("html", "docx", "xlsx")}
    assert analyse([str(folder / "inn"), *(x for k, p in names.items() for x in (f"--{k}", str(p)))]) == 0
    assert "Poeng fra flere avsendere: 1" in capsys.readouterr().out
    page = names["html"].read_text(encoding="utf-8")
    assert f"<li><p>{same}</p>" in page
    assert " id=d1s1 " in page
    assert 'href="#d1s1"' in page
    rows = list(load_workbook(names["xlsx"])["Poeng"].iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == [same, same]
    words = [paragraph.text for paragraph in docx.Document(str(names["docx"])).paragraphs]
    assert any(text.startswith(f"{same} (2: ") for text in words)


def test_themes_of_ones_own(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    themes, out = folder / "temaer.csv", folder / "ut.json"
    themes.write_text(
        "name;description;example\nBetaling;Penger, tilskudd og utgifter;Staten må betale.\n"
        "Bemanning;Ansatte og vakter;Vi mangler folk.\n",
        encoding="utf-8",
    )
    (folder / "ett.txt").write_text("Staten bør dekke utgiftene med et tilskudd.", encoding="utf-8")
    assert analyse([str(folder / "ett.txt"), "--themes", str(themes), "--json", str(out)]) == 0
    assert "Betaling" in capsys.readouterr().out
    result = json.loads(out.read_text(encoding="utf-8"))
    assert [statement["theme"] for statement in result["documents"][0]["statements"]] == ["betaling"]
    themes.write_text("tema\nBetaling\n", encoding="utf-8")
    assert analyse([str(folder / "ett.txt"), "--themes", str(themes)]) == WRONG_USE
    assert "needs a column" in capsys.readouterr().err


def test_messages_in_nynorsk_and_english(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    analyse([str(folder / "inn"), "--lang", "nn"])
    assert "utsegner" in capsys.readouterr().out
    analyse([str(folder / "inn"), "--lang", "en"])
    assert "statements" in capsys.readouterr().out


def test_summary_fits_on_a_screen(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    analyse([str(folder / "inn")])
    assert len(capsys.readouterr().out.splitlines()) < 40


def test_html_report_is_one_file_with_marked_text(folder: Path) -> None:
    out = folder / "ut.html"
    analyse([str(folder / "inn"), "--html", str(out)])
    page = out.read_text(encoding="utf-8")
    assert "<mark class=opposition" in page
    assert "forslaget &lt;b&gt;." in page
    assert "http://" not in page
    assert "https://" not in page
    assert "<script" not in page


def test_workbook_and_word_draft(folder: Path) -> None:
    (folder / "inn" / "formel.txt").write_text("=HYPERLINK(1) bør fjernes av staten nå.", encoding="utf-8")
    sheet, draft = folder / "ut.xlsx", folder / "ut.docx"
    assert analyse([str(folder / "inn"), "--xlsx", str(sheet), "--docx", str(draft)]) == 0
    book = load_workbook(sheet)
    rows = list(book["Utsagn"].iter_rows(values_only=True))
    assert rows[0][:5] == ("Dokument", "Avsender", "Type", "Tema", "Utsagn")
    assert any("Fjellvik kommune" in str(row[1]) for row in rows[1:])
    formula = next(
        cell for row in book["Utsagn"].iter_rows() for cell in row if str(cell.value).startswith("=")
    )
    assert formula.data_type == "s"
    words = "\n".join(paragraph.text for paragraph in docx.Document(str(draft)).paragraphs)
    assert "Maskinlest og ikke gjennomgått" in words
    assert "Vi går imot forslaget <b>." in words


def test_report_that_cannot_be_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert analyse([str(folder / "inn"), "--json", str(folder / "finnes" / "ikke.json")]) == WRONG_USE
    assert "Kan ikke skrive" in capsys.readouterr().err


def test_files_of_a_folder_each_once(folder: Path) -> None:
    found = list(files([str(folder / "inn"), str(folder / "inn" / "svar.docx")]))
    assert [path.name for path in found] == ["fjellvik.txt", "svar.docx"]


def test_progress_reckons_the_time_left() -> None:
    now = iter([0.0, 10.0])
    progress = Progress(4, "igjen", clock=lambda: next(now))
    progress.step()
    assert "1/4  0:30 igjen" in progress.line()


def test_evaluate_a_folder_with_labels(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Staten bør betale.\n\nSystemene er utdaterte og det er krevende.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    rows = ["document\tstart\tend\ttype_annotator_1\ttype_annotator_2\ttheme_annotator_1\ttheme_annotator_2"]
    rows.append("a.txt\t0\t18\tproposal\tproposal\tT03\tT03")
    rows.append(f"a.txt\t20\t{len(text) - 1}\tchallenge\tbackground\tT06\tT06")
    (tmp_path / "gold.tsv").write_text("\n".join(rows), encoding="utf-8")
    assert evaluate([str(tmp_path), "--json", str(tmp_path / "tall.json")]) == 0
    assert "quotations equal to their span: 2 of 2" in capsys.readouterr().out
    figures = json.loads((tmp_path / "tall.json").read_text())
    assert figures["types"]["by_type"]["proposal"]["f1"] == 1.0
    assert figures["spans"]["exact_units"] == 2


def test_evaluate_without_labels(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate([str(tmp_path)]) == WRONG_USE
    assert "gold.tsv" in capsys.readouterr().err


def test_each_document_of_an_archive_is_read_on_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    members = {
        "en.txt": samples.LETTER.encode(),
        "mappe/to.docx": samples.word(("", "Vi går imot.")),
        "odelagt.pdf": b"%PDF-1.7",
    }
    (tmp_path / "alle.zip").write_bytes(samples.archive(members))
    out = tmp_path / "ut.json"
    assert analyse([str(tmp_path / "alle.zip"), "--json", str(out)]) == UNREADABLE
    names = [document["path"] for document in json.loads(out.read_text(encoding="utf-8"))["documents"]]
    assert names == [f"{tmp_path}/alle.zip/en.txt", f"{tmp_path}/alle.zip/mappe/to.docx"]
    assert f"{tmp_path}/alle.zip/odelagt.pdf: " in capsys.readouterr().err
