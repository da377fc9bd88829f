"""Images of a page: PNG and JPEG by their bytes, within bounds, and a word in place of any other."""

import struct
import zlib

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QUrl
from PySide6.QtGui import QImage, QTextDocument
from pytestqt.qtbot import QtBot

from viewer.desktop.reading.page.images import PageImages, resource

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="/etc/x.png"/></svg>'


def written(kind: str, width: int = 8, height: int = 8) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0x00FF00)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind)  # type: ignore[call-overload]  # the stub asks for bytes, PySide refuses them
    return bytes(buffer.data().data())


def huge(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is huge."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))


def placed(data: bytes | None, html: str = '<img src="images/a.png" alt="a map" />') -> str:
    return PageImages(lambda _name: data).placed(html)


@pytest.mark.parametrize("kind", ["PNG", "JPG"])
def test_that_an_image_of_the_library_is_given_by_number(kind: str):
    images = PageImages(lambda _name: written(kind))
    html = images.placed('<img src="images/a.png" alt="a" /><img src="images/a.png" alt="a" />')
    assert html == '<img src=":/library/0" alt="a" />' * 2
    assert images.image("qrc:/library/0").width() == 8


@pytest.mark.parametrize(
    "data", [None, b"", SVG, written("BMP"), b"GIF89a", huge(60_000, 60_000), huge(0, 5), written("PNG")[:20]]
)
def test_that_what_is_no_image_of_ours_is_told_in_words(data: bytes | None):
    assert placed(data) == "<i>[Image not shown: a map]</i>"


def test_that_a_jpeg_of_endless_scans_is_not_unpacked():
    data = written("JPG")
    assert "not shown" in placed(data + b"\xff\xda" * 100)


def test_that_all_images_of_a_page_have_room_for_so_many_pixels():
    images = PageImages(lambda _name: written("PNG", 3_000, 3_000))
    html = images.placed("".join(f'<img src="images/{n}.png" />' for n in range(4)))
    assert (html.count("<img"), html.count("not shown")) == (2, 2)
    assert images.image("qrc:/library/0").width() == 2_400


@pytest.mark.parametrize(
    "html",
    [
        '<img src="/a.png">',
        "<img src=images/a.png>",
        "<img src='images/a.png'>",
        "<img>",
        '<img\nalt="/a.png">',
    ],
)
def test_that_a_name_outside_never_reaches_qt(html: str):
    assert "<img" not in placed(written("PNG"), html)


def test_that_qt_is_given_something_for_whatever_it_asks_for(qtbot: QtBot):
    asked: list[str] = []
    images = PageImages(asked.append)
    kind = QTextDocument.ResourceType
    for name in (
        "https://example.org/a.png",
        "file:///etc/passwd",
        "../a.png",
        "images/a.png",
        "qrc:/library/7",
    ):
        given = resource(images, kind.ImageResource.value, QUrl(name))
        assert isinstance(given, QImage)
        assert not given.isNull()
    assert resource(images, kind.StyleSheetResource.value, QUrl("images/a.css"))
    assert asked == []
