"""Files that are no gazettes, through the upload page and the command: a reason each, and nothing breaks."""

from __future__ import annotations

import errno
import io
import zipfile
from pathlib import Path

import pytest
from click import ClickException
from django.core.files.base import File
from django.core.files.storage import InMemoryStorage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse
from pytest_django import Settings
from tests.work.intake.conftest import City, signed_in

from gongkai.base.files import reads
from gongkai.base.files.models import Arrival, Original
from gongkai.base.trail.models import Entry
from gongkai.cli.ingest import Wishes, ingest_files
from gongkai.formats import Limits
from gongkai.rules.access import SYSTEM
from gongkai.work.intake.ingest import take_paths
from gongkai.work.intake.models import Reading

WORDS = "云滨市人民政府公报".encode()


def bomb() -> bytes:
    """A DOCX that unpacks to a thousand times its size."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"\0" * (80 << 20))
    return made.getvalue()


def half_docx() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>" * 500)
    return made.getvalue()[: len(made.getvalue()) // 2]


HOSTILE = [
    pytest.param("bomb.docx", bomb(), {"bomb"}, id="a zip bomb"),
    pytest.param("half.docx", half_docx(), {"broken-zip"}, id="half"),
    pytest.param("half.pdf", b"%PDF-1.7\n1 0 obj\n<<", {"broken", "truncated"}, id="half a PDF"),
    pytest.param("empty.txt", b"", {"empty"}, id="nothing"),
    pytest.param("noise.txt", bytes(range(256)) * 40, None, id="bytes of no encoding"),
]


@pytest.fixture
def clerk(city: City) -> Client:
    return signed_in(city.user("王", "clerk"))


def upload(clerk: Client, name: str, data: bytes) -> str:
    answer = clerk.post(reverse("intake_upload"), {"originals": [SimpleUploadedFile(name, data)]})
    return answer.content.decode()


@pytest.mark.parametrize(("name", "data", "codes"), HOSTILE)
def test_through_the_page(clerk: Client, name: str, data: bytes, codes: set[str] | None) -> None:
    page = upload(clerk, name, data)
    assert "已隔离" in page
    arrival = Arrival.objects.get()
    assert arrival.state == "quarantined"
    assert arrival.reason in page
    assert codes is None or arrival.reason_code in codes
    assert not Reading.objects.exists()


@pytest.mark.parametrize(("name", "data", "codes"), HOSTILE)
@pytest.mark.django_db
def test_through_a_path(tmp_path: Path, name: str, data: bytes, codes: set[str] | None) -> None:
    good = tmp_path / "z.txt"
    good.write_text(
        "云滨市人民政府通知\n云政发〔2021〕7号\n各区：\n现通知如下。\n2021年3月1日\n", encoding="utf-8"
    )
    (tmp_path / name).write_bytes(data)
    bad, other = take_paths(SYSTEM, [tmp_path / name, good], source="command", method="fork")
    assert bad.reading is None
    assert codes is None or bad.code in codes
    assert other.reading is not None


def test_a_file_over_the_limit_is_named_and_not_kept(clerk: Client, settings: Settings) -> None:
    settings.UPLOAD_LIMIT = 1 << 20
    page = upload(clerk, "大.txt", b"1" * ((2 << 20) + 5))
    assert "2 MB，上限 1 MB" in page
    assert (Arrival.objects.get().reason_code, Original.objects.count()) == ("too-large", 0)


@pytest.mark.django_db
def test_a_file_over_the_limit_of_the_reader_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(300 << 20)
    [taken] = take_paths(SYSTEM, [path], source="command", method="fork", limits=Limits())
    assert (taken.code, taken.sha256) == ("too-large", None)


def test_words_in_an_older_encoding_are_read(clerk: Client) -> None:
    words = "云滨市人民政府办公室关于做好防汛工作的通知\n云政办发〔2021〕7号\n各区人民政府：\n请做好准备。\n"
    page = upload(clerk, "旧.txt", (words * 3).encode("gb18030"))
    assert "已读出" in page
    assert "防汛" in Reading.objects.get().source_text


def test_a_name_from_another_world_is_cleaned(clerk: Client) -> None:
    upload(clerk, "..\\..\\a\u202etxt.exe", WORDS * 20)
    assert Arrival.objects.get().name == "atxt.exe"


class FullStorage(InMemoryStorage):
    """A store without room."""

    def _save(self, name: str, content: File) -> str:  # type: ignore[type-arg]
        raise OSError(errno.ENOSPC, "No space left on device")


def storage(of: str, settings: Settings) -> override_settings:
    return override_settings(STORAGES={**settings.STORAGES, "originals": {"BACKEND": of}})


def test_a_full_disk_is_said_on_the_upload_page(clerk: Client, settings: Settings) -> None:
    before = Entry.objects.count()
    with storage(f"{__name__}.FullStorage", settings):
        answer = clerk.post(reverse("intake_upload"), {"originals": [SimpleUploadedFile("a.txt", WORDS)]})
    assert answer.status_code == 400
    assert "磁盘已满" in answer.content.decode()
    assert not Original.objects.exists()
    assert not Arrival.objects.exists()
    assert Entry.objects.count() == before


@pytest.mark.django_db
def test_a_full_disk_ends_the_command_with_the_reason(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "a.txt").write_bytes(WORDS * 20)
    with storage(f"{__name__}.FullStorage", settings):
        wishes = Wishes(1, None, accept=False, user=None, why="", interval=1)
        with pytest.raises(ClickException, match="磁盘已满"):
            ingest_files([str(tmp_path)], wishes)
    assert not Original.objects.exists()
    assert not Arrival.objects.exists()


def test_everything_works_where_originals_have_no_path(
    clerk: Client, sample_pdf: Path, settings: Settings
) -> None:
    with storage("django.core.files.storage.InMemoryStorage", settings):
        assert "已读出" in upload(clerk, "公报.pdf", sample_pdf.read_bytes())
        assert "以前已经读过" in upload(clerk, "公报.pdf", sample_pdf.read_bytes())
        reading = Reading.objects.get()
        picture = clerk.get(reverse("intake_picture", args=[reading.pk, 1]))
        assert picture.content.startswith(b"\x89PNG")
        link = clerk.post(reverse("files_link", args=[reading.original_id]))["Location"]
        assert b"".join(clerk.get(link).streaming_content) == sample_pdf.read_bytes()  # type: ignore[attr-defined]
        assert list(reads.check()) == []
        refused = clerk.post(reverse("intake_reading", args=[reading.pk]), {"verb": "reread"})
        assert "已经读过这个原件" in refused.content.decode()
        # half a file, left by a store that was cut off, is replaced when the file comes again
        place = f"{reading.original_id[:2]}/{reading.original_id}"
        storages["originals"].delete(place)
        with storages["originals"].open(place, "wb") as half:
            half.write(b"%PDF")
        assert [defect.code for defect in reads.check()] == ["altered"]
        upload(clerk, "公报.pdf", sample_pdf.read_bytes())
        assert list(reads.check()) == []
