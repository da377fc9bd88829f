"""A paper of the reader's own on paper: its label stands on every sheet, the edition on none."""

from pathlib import Path

from viewer.desktop.look.tokens import load_tokens
from viewer.desktop.reading.paper.html import printed_page
from viewer.imports.page import page_of
from viewer.imports.record import OwnPaper, PaperPart
from viewer.library.compiled import Library


def test_that_a_print_says_whose_it_is_and_names_no_edition(library: Library, resources: Path):
    paper = OwnPaper(
        {"title": "Mine", "type": "book"}, (PaperPart("Abstract", "Text."),), is_machine=True, key="a"
    )
    printed = printed_page(page_of(paper), library.edition, load_tokens(resources / "themes", "light"))
    assert printed.review == "Yours, not checked"
    assert "not part of the library" in printed.footer
    assert library.edition.edition not in printed.footer
    assert "Machine summary, not checked" in printed.html
