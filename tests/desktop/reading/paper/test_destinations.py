"""Links and outline of a PDF."""

import re
from dataclasses import replace

from PySide6.QtWidgets import QApplication

from tests.desktop.reading_support import EDITION, PALMA, SBRT, light_tokens, no_image
from viewer.desktop.look.theme import Theme
from viewer.desktop.reading.paper.destinations import Spot, completed
from viewer.desktop.reading.paper.html import printed_page
from viewer.desktop.reading.paper.pages import document_of, pdf_of


def test_that_in_a_pdf_a_citation_leads_to_its_source_and_headings_make_an_outline(theme: Theme):
    light = light_tokens()
    printed = printed_page(SBRT, EDITION, light)
    data = pdf_of(printed, document_of(printed, QApplication.font(), no_image), light)
    final = data[data.index(b"%%EOF") :]
    place = "source-palma2019".encode("utf-16-be")
    assert b"/Dest (\xfe\xff" + place in data
    assert b"/URI (references/" not in data
    found = re.findall(rb"/Title <(\w+)>", final)
    titles = [bytes.fromhex(title.decode()).decode("utf-16") for title in found]
    assert titles == [*(section.heading for section in SBRT.sections if section.heading), "Sources"]
    start = int(re.findall(rb"startxref\n(\d+)", data)[-1])
    assert data[start:].startswith(b"xref\n")
    for number, offset in re.findall(rb"(\d+) 1\n(\d{10}) 00000 n \n", data[start:]):
        assert data[int(offset) :].startswith(number + b" 0 obj\n")


def test_that_a_pdf_that_is_not_built_as_qt_builds_it_stays_as_it_was():
    headings = [("Heading", Spot(0, 100.0))]
    for data in (b"", b"%PDF-1.4\n%%EOF\n", b"1 0 obj\n/Type /Catalog\n\nendobj"):
        assert completed(data, headings) == data


def test_that_a_doi_is_a_link_in_the_pdf(theme: Theme):
    source = replace(PALMA, full="Palma DA. SABR. Lancet 2019. doi:10.1016/S0140-6736(18)32487-5")
    light, page = light_tokens(), replace(SBRT, sources=(source,))
    printed = printed_page(page, EDITION, light)
    data = pdf_of(printed, document_of(printed, QApplication.font(), no_image), light)
    assert b"/URI (https://doi.org/10.1016/S0140-6736(18)32487-5)" in data
