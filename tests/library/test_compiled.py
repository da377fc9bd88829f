"""What a compiled library gives back, and how quickly it is there."""

import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from viewer.errors import LibraryError
from viewer.library.checks.check import assemble
from viewer.library.compiled import Library, NotFound
from viewer.library.model import KINDS, Mention


def labels(library: Library, doc: str) -> list[tuple[str, str]]:
    return [(label.text, label.role) for label in library.page(doc).labels]


def test_that_the_edition_says_what_it_is(library: Library):
    edition = library.edition
    assert (edition.id, edition.edition, edition.compiled) == ("sample", "2026.11", "2026-11-20")
    assert edition.newest_source == 2020


def test_that_cards_come_by_kind_in_their_order(library: Library):
    kinds = [card.kind for card in library.cards()]
    assert kinds == sorted(kinds, key=KINDS.index)
    assert [card.doc for card in library.cards("reference")] == [
        "references/mskcc", "references/uchicago", "references/quest",
        "references/palma2019", "references/palma2020", "references/pump2019",
    ]  # fmt: skip
    assert [card.title for card in library.cards("page")] == ["Home", "Glossary"]


def test_that_a_paper_is_labelled_review_first_then_population_then_design(library: Library):
    assert labels(library, "papers/sabr-comet") == [
        ("Not clinically reviewed", "warn"),
        ("mixed solid tumours", "population"),
        ("phase 2 RCT", "plain"),
        ("n = 99", "plain"),
        ("2019", "plain"),
        ("Abstract checked", "plain"),
    ]


def test_that_a_treatment_says_its_population_its_bounds_and_its_newest_source(library: Library):
    assert labels(library, "modalities/sbrt") == [
        ("Not clinically reviewed", "warn"),
        ("mixed solid tumours", "population"),
        ("1–5 metastases", "qualifier"),
        ("Radiation", "plain"),
        ("Newest source here: 2020; no systematic search", "plain"),
    ]
    assert library.page("modalities/sbrt").newest_source == 2020


def test_that_every_page_carries_the_review_label_with_its_explanation(library: Library):
    for card in library.cards():
        assert card.labels[0].text == "Not clinically reviewed"
        assert card.labels[0].detail == library.edition.review_note


def test_that_a_list_shows_population_design_and_size_in_one_line(library: Library):
    notes = {card.doc: card.note for card in library.cards()}
    assert notes["papers/sabr-comet"] == "Mixed solid tumours · phase 2 RCT · n = 99"
    assert notes["trials/pump"].startswith(
        "Colorectal liver metastases, resectable · phase 3 RCT · n = 230 planned"
    )
    assert notes["references/palma2019"] == "27 · Palma DA et al. Lancet 2019;393:2051–8. · Abstract checked"


def test_that_a_summary_is_plain_text(library: Library):
    summary = library.page("modalities/sbrt").summary
    assert summary.endswith("with deaths from treatment.")
    assert "[" not in summary


def test_that_the_harms_of_a_paper_stand_above_its_result(library: Library):
    glance = next(
        section for section in library.page("papers/sabr-comet").sections if section.heading == "At a glance"
    )
    rows = [line.partition(":")[0] for line in glance.text.split("\n")]
    assert rows == [
        "Reference", "Question", "Population", "Design", "n", "Comparison", "Harms", "Limits",
        "Primary endpoint", "Endpoint met", "Result", "Grade", "Checked",
    ]  # fmt: skip


def test_that_figures_of_a_paper_cite_its_own_reference_where_they_cite_nothing(library: Library):
    glance = library.page("papers/sabr-comet").sections[1]
    assert "Harms: deaths from treatment 3 of 66 (4.5%) v 0 [27\u00a0A]" in glance.text
    assert "Result: 5-year overall survival 42.3% (95% CI 28–56) v 17.7% (6–34) [28\u00a0A]" in glance.text
    assert "Endpoint met: yes\n" in glance.text


def test_that_a_question_is_answered_before_anything_else(library: Library):
    sections = library.page("faqs/oligometastatic").sections
    assert [(section.heading, section.anchor) for section in sections] == [
        ("Answer", "answer"), ("In full", "in-full"), ("Treatment", "treatment"),
    ]  # fmt: skip


def test_that_a_page_opens_with_its_summary(library: Library):
    first = library.page("guide/radiation").sections[0]
    assert (first.anchor, first.heading, first.level) == ("", "", 0)
    assert first.html.startswith('<p class="lead">The guide describes radiation')
    assert first.sources == ("uchicago",)


def test_that_sections_carry_their_level_anchor_and_sources(library: Library):
    sections = library.page("guide/radiation").sections
    assert [(part.level, part.anchor, part.sources) for part in sections[1:]] == [
        (2, "pelvis", ("mskcc",)), (3, "bleeding", ("uchicago", "mskcc")), (2, "a-few-deposits", ()),
    ]  # fmt: skip


def test_that_the_sources_of_a_page_come_by_number(library: Library):
    sources = library.page("modalities/sbrt").sources
    assert [(source.number, source.key, source.checked) for source in sources] == [
        (27, "palma2019", "Abstract checked"), (28, "palma2020", "Abstract checked"),
    ]  # fmt: skip


def test_that_a_reference_names_every_passage_that_cites_it(library: Library):
    mentions = library.page("references/mskcc").mentions
    title = "Radiation for local control"
    assert mentions == (
        Mention("guide/radiation", "guide", title, "pelvis", "Pelvis"),
        Mention("guide/radiation", "guide", title, "bleeding", "Bleeding"),
    )


def test_that_a_page_names_first_the_paper_about_its_source(library: Library):
    mentions = library.page("modalities/sbrt").mentions
    assert [mention.doc for mention in mentions] == [
        "papers/sabr-comet",
        "faqs/oligometastatic",
    ]


def test_that_a_reference_page_gives_its_numbers_and_how_far_it_was_checked(library: Library):
    page = library.page("references/palma2019")
    assert page.title == "Stereotactic ablative radiotherapy for oligometastases"
    assert page.text.split("\n") == [
        "Palma DA, Olson R, Harrow S, et al. Stereotactic ablative radiotherapy for oligometastases. "
        "Lancet 2019;393(10185):2051–8. doi:10.1016/S0140-6736(18)32487-5",
        "Checked: Abstract checked, 12 November 2026",
        "Letter at its number: A, read in the abstract",
        "DOI: 10.1016/S0140-6736(18)32487-5",
        "PMID: 30982687",
        "Trial register: NCT01446744",
        "Phase 2 screening trial.",
    ]
    assert '<a class="outside" href="https://doi.org/10.1016/S0140-6736(18)32487-5">' in "".join(
        section.html for section in page.sections
    )


def test_that_a_work_the_guide_only_lists_says_so(library: Library):
    page = library.page("references/quest")
    assert "Listed by the guide, never cited in its text." in page.text
    assert "Number in the guide: 20" in page.text
    assert page.breadcrumb == ("References", "Listed by the guide, never cited")


def test_that_the_glossary_is_a_page_with_a_passage_for_each_term(library: Library):
    page = library.page("pages/glossary")
    assert [section.heading for section in page.sections[1:]] == ["Oligometastatic", "SABR"]
    assert library.glossary("oligometastatic") == (
        "Oligometastatic",
        "Spread to few places, usually five or fewer.",
    )
    assert library.glossary("nothing") is None


def test_that_passages_are_sections_without_citations_and_carry_the_fixed_line(library: Library):
    passages = {passage.id: passage for passage in library.passages()}
    assert len(passages) == library.passage_count()
    paper = passages["papers/sabr-comet#at-a-glance"]
    assert "[27]" not in paper.text
    assert paper.summary.startswith("Mixed solid tumours; phase 2 RCT, n = 99")
    assert (paper.authors, paper.year) == (("Palma", "Olson", "Harrow"), 2019)
    assert {"NCT01446744", "30982687", "10.1016/S0140-6736(18)32487-5"} <= set(paper.keywords)
    assert passages["guide/radiation"].heading == ""
    assert passages["modalities/sbrt#serious-harms"].text == "Deaths from treatment: 3 of 66 (4.5%) v 0"


def test_that_references_leave_as_csl_by_key_or_by_number(library: Library):
    assert [item["id"] for item in library.references(["pump2019", "mskcc"])] == ["pump2019", "mskcc"]
    assert [item["id"] for item in library.references()][:4] == ["mskcc", "uchicago", "quest", "palma2019"]


def test_that_what_is_not_there_is_said(library: Library):
    for ask in (
        lambda: library.page("papers/none"),
        lambda: library.source("none"),
        lambda: library.references(["none"]),
    ):
        with pytest.raises(NotFound, match=r"holds no (document|reference) named"):
            ask()
    assert library.image("images/none.png") is None


def test_that_images_titles_and_words_are_there(library: Library, sample_content: Path):
    assert library.image("images/square.png") == (sample_content / "images/square.png").read_bytes()
    assert library.titles()["papers/sabr-comet"] == "SABR-COMET"
    assert ("PUMP", "PUMP-IT") in library.vocabulary().never


def test_that_two_threads_may_ask_at_once(library: Library):
    faults: list[BaseException] = []

    def ask() -> None:
        try:
            for _ in range(50):
                assert len(list(library.passages())) == library.passage_count()
                assert library.page("modalities/sbrt").sections
        except BaseException as error:  # noqa: BLE001, RUF100  (told to the test, whatever it is)
            faults.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_that_a_closed_library_says_so(sample_library_dir: Path):
    library = Library.open(sample_library_dir)
    library.close()
    with pytest.raises(LibraryError, match="was closed"):
        library.page("modalities/sbrt")


def test_that_reading_needs_no_parser_and_no_index():
    code = (
        "import sys\n"
        "import viewer.library.compiled, viewer.library.content.references, viewer.compile, viewer.cli.run\n"
        "slow = {'yaml', 'markdown_it', 'whoosh', 'rispy', 'PySide6', 'socket', 'argparse'}\n"
        "slow |= {'decimal', 'viewer.library.evidence', 'viewer.library.evidence_record'}\n"
        "print(sorted(slow & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code]
    found = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    assert found.stdout == "[]\n"


def test_that_nothing_shown_is_left_out_of_what_is_searched_but_links_that_lead_on(sample_content: Path):
    library, _ = assemble(sample_content)
    for entry in library.entries:
        searched = {passage.anchor for passage in entry.passages}
        shown = {section.anchor for section in entry.page.sections if section.text}
        assert searched == shown - {"related"}


def test_that_two_editions_of_one_month_are_told_apart(library: Library):
    later = replace(library.edition, compiled="2026-11-29")
    assert (later.edition, later.issue) == (library.edition.edition, "2026.11 of 2026-11-29")
    assert later.issue != library.edition.issue
