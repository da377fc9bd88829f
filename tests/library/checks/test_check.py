"""What each fault of a content folder is called, and at which line: everything in one run."""

import json
from pathlib import Path

import pytest

from viewer.errors import Problem
from viewer.library.checks.check import check
from viewer.library.content import dates


def page(body: str, fields: str = "") -> str:
    return f"---\ntitle: A page\nsummary: One sentence.\n{fields}---\n\n{body}\n"


def found(content: Path, file: str) -> list[str]:
    return [str(problem) for problem in check(content) if problem.file == file]


def test_that_the_sample_has_no_fault(sample_content: Path):
    assert check(sample_content) == []


BODIES = {
    "an unknown citation key": ("Said [@nobody2019].", "pages/new.md:6: unknown citation key `nobody2019`"),
    "a broken citation": (
        "Said [@ palma2019].",
        "pages/new.md:6: broken citation: write [@key] or [@one; @two, p. 3]",
    ),
    "a link to no document": (
        "See [it](papers/none).",
        "pages/new.md:6: broken link: there is no document `papers/none`",
    ),
    "a link to no heading": (
        "One.\n\nSee [it](modalities/sbrt#dose).",
        "pages/new.md:8: broken link: `modalities/sbrt` has no heading `dose`",
    ),
    "a link to no term": (
        "See [it](glossary/none).",
        "pages/new.md:6: broken link: there is no document `glossary/none`",
    ),
    "a link to a file": (
        "See [it](modalities/sbrt.md).",
        "pages/new.md:6: the link `modalities/sbrt.md` names a file; write the id `modalities/sbrt`",
    ),
    "a link by a relative path": (
        "See [it](../modalities/sbrt).",
        "pages/new.md:6: broken link `../modalities/sbrt`: ids count from the content folder, "
        "as pages/home#where-to-start",
    ),
    "a link that runs a script": (
        "See [it](javascript:alert).",
        "pages/new.md:6: the link `javascript:alert` is neither a document nor a web address",
    ),
    "a link to a file of the machine": (
        "See [it](file:///etc/passwd).",
        "pages/new.md:6: the link `file:///etc/passwd` is neither a document nor a web address",
    ),
    "a link without text": (
        "See [](modalities/sbrt).",
        "pages/new.md:6: the link to `modalities/sbrt` has no text",
    ),
    "an image outside the folder": (
        "![x](images/../library.toml)",
        "pages/new.md:6: the image `images/../library.toml` lies outside the folder images/",
    ),
    "an image from the network": (
        "![x](https://www.example.org/x.png)",
        "pages/new.md:6: the image `https://www.example.org/x.png` lies outside the folder images/",
    ),
    "an image that is not there": (
        "![x](images/none.png)",
        "pages/new.md:6: the image `images/none.png` does not exist",
    ),
    "an image without words": (
        "![](images/square.png)",
        "pages/new.md:6: say what the image `images/square.png` shows: ![what it shows](images/square.png)",
    ),
    "raw HTML in a line": ("One <b>two</b>.", "pages/new.md:6: raw HTML is refused: <b>"),
    "a block of raw HTML": (
        "One.\n\n<script>\nalert()\n</script>",
        "pages/new.md:8: raw HTML is refused: <script>",
    ),
    "an unknown callout": (
        "::: danger\nNo.\n:::",
        "pages/new.md:6: unknown callout `danger`; one of care, key, commentary, unchecked, safety",
    ),
    "a callout left open": ("::: care\nNo.", "pages/new.md:6: the callout `care` is not closed with :::"),
    "a heading of the first level": (
        "# Title",
        "pages/new.md:6: headings are ## to ####; the title stands in the front matter",
    ),
    "a heading in a list": (
        "- one\n\n  ## Two",
        "pages/new.md:8: a heading cannot stand inside a list, a quotation or a callout",
    ),
    "an anchor twice": (
        "## One\n\nA.\n\n## One\n\nB.",
        "pages/new.md:10: the anchor `one` stands twice; give one by {#name}",
    ),
    "a facts table with two labels in a row": (
        "Bleeding\nObstruction\n: Radiation",
        "pages/new.md:6: a row of a facts table is one line with the label, then one that begins with `: `",
    ),
    "a number without a source": (
        "It helped 30 people.",
        "pages/new.md:6: the number 30 stands without a citation in its sentence or row: "
        "“It helped 30 people.”",
    ),
    "a figure that no source gives": (
        "Survival was 55.5% [@palma2019].",
        "pages/new.md:6: 55.5% is not in facts/ for palma2019: “Survival was 55.5%.”",
    ),
    "an approval without its circumstances": (
        "The drug is approved.",
        "pages/new.md:6: an approval needs region, regulator and date in its sentence: "
        "“The drug is approved.”",
    ),
    "a letter that is none": (
        "Many died.\nFew lived [@palma2019, p. 3, read C].",
        "pages/new.md:7: `read C` of `palma2019`: the letter is A, B, P",
    ),
    "a letter left out": (
        "Few lived [@palma2019, read].",
        "pages/new.md:6: `read ?` of `palma2019`: the letter is A, B, P",
    ),
    "two letters": (
        "Few lived [@palma2019, read A, read B].",
        "pages/new.md:6: `read A B` of `palma2019`: the letter is A, B, P",
    ),
    "a warning without region and date": (
        "::: safety\nNo.\n:::",
        "pages/new.md:6: a safety callout needs its region: ::: safety United States | 2026-02-05",
    ),
    "a warning with its date first": (
        "::: safety 2020 | United States\nNo.\n:::",
        "pages/new.md:6: a safety callout needs its region: ::: safety United States | 2026-02-05",
    ),
    "a warning without a date": (
        "One.\n\n::: safety United States\nNo.\n:::",
        f"pages/new.md:8: the date of a safety callout is not readable: ``; write {dates.FORMS}",
    ),
    "a warning with a date that is none": (
        "::: safety United States | 2026-13\nNo.\n:::",
        f"pages/new.md:6: the date of a safety callout is not readable: `2026-13`; write {dates.FORMS}",
    ),
    "a warning that says nothing": (
        "::: safety United States | 2026\n:::",
        "pages/new.md:6: the safety callout is empty",
    ),
    "a warning left open": (
        "::: safety United States | 2026\nNo.",
        "pages/new.md:6: the callout `safety` is not closed with :::",
    ),
    "a private character": (
        "One \ue000 two.",
        "pages/new.md:6: holds the control or private character U+E000",
    ),
}


@pytest.mark.parametrize(("body", "fault"), BODIES.values(), ids=BODIES)
def test_that_a_fault_in_a_body_is_named_with_its_line(content: Path, body: str, fault: str):
    (content / "pages/new.md").write_text(page(body), encoding="utf-8")
    assert fault in found(content, "pages/new.md")


FIELDS = {
    "an unknown field": (
        "summry: x\n",
        "pages/new.md:4: unknown field `summry`; did you mean `summary`?",
    ),
    "a field of another kind": ("harms: x\n", "pages/new.md:4: a page has no field `harms`"),
    "a field twice": ("group: x\ngroup: y\n", "pages/new.md:5: the field `group` stands twice"),
    "a field that is a table": (
        "group: {a: b}\n",
        "pages/new.md:4: `group` must be a text, a number or a list of texts",
    ),
    "a field that is a list": ("group: [a, b]\n", "pages/new.md:4: `group` must be one text, not a list"),
    "an order that is no number": (
        "order: first\n",
        "pages/new.md:4: `order` must be a whole number, not `first`",
    ),
    "an unknown population": (
        "population: [everybody]\n",
        "pages/new.md:4: unknown population `everybody`; populations.tsv lists them",
    ),
    "an unknown source": ("sources: [nobody]\n", "pages/new.md:4: unknown citation key `nobody`"),
    "an alias": ("group: &a x\nkeywords: *a\n", "pages/new.md:5: YAML aliases (`*name`) are not read"),
}


@pytest.mark.parametrize(("fields", "fault"), FIELDS.values(), ids=FIELDS)
def test_that_a_fault_in_the_front_matter_is_named_with_its_line(content: Path, fields: str, fault: str):
    (content / "pages/new.md").write_text(page("Text.", fields), encoding="utf-8")
    assert fault in found(content, "pages/new.md")


def test_that_broken_yaml_is_named_with_its_line_and_a_way_out(content: Path):
    (content / "pages/new.md").write_text(page("Text.", "group: one: two\n"), encoding="utf-8")
    (fault,) = [fault for fault in found(content, "pages/new.md") if "YAML" in fault]
    assert fault.startswith("pages/new.md:4: broken YAML: ")
    assert "needs quotes" in fault


@pytest.mark.parametrize("name", ["title", "summary"])
def test_that_a_missing_and_an_empty_field_are_told_apart(content: Path, name: str):
    text = page("Text.")
    lines = [line for line in text.split("\n") if not line.startswith(name)]
    (content / "pages/new.md").write_text("\n".join(lines), encoding="utf-8")
    assert f"pages/new.md:1: the field `{name}` is missing" in found(content, "pages/new.md")
    emptied = "\n".join(f"{name}:" if line.startswith(name) else line for line in text.split("\n"))
    (content / "pages/new.md").write_text(emptied, encoding="utf-8")
    assert any(fault.endswith(f"the field `{name}` is empty") for fault in found(content, "pages/new.md"))


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "pages/new.md: is empty"),
        (b"Text without fields.\n", "pages/new.md:1: has no front matter between two lines of ---"),
        (b"---\ntitle: x\nsummary: y\n---\n", "pages/new.md: is empty below its front matter"),
        (b"---\ntitle: x\n---\n\n\xff\n", "pages/new.md:5: is not UTF-8 text; save it as UTF-8"),
        (b"---\ntitle: x\n---\n\n\0\n", "pages/new.md:5: holds a NUL character, so it is no text"),
    ],
)
def test_that_a_file_that_is_no_page_is_named(content: Path, data: bytes, fault: str):
    (content / "pages/new.md").write_bytes(data)
    assert found(content, "pages/new.md") == [fault]


def test_that_a_page_saved_on_windows_is_read(content: Path):
    text = page("Text.").replace("\n", "\r\n")
    (content / "pages/new.md").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert found(content, "pages/new.md") == []


def test_that_ids_that_differ_in_case_alone_are_one(content: Path):
    (content / "pages/Home.md").write_text(page("Text."), encoding="utf-8")
    if len(list((content / "pages").iterdir())) == 1:
        pytest.skip("this disk does not tell case apart either")
    faults = [str(problem) for problem in check(content)]
    assert "pages/home.md: the id `pages/home` is that of pages/Home.md, too" in faults
    assert "pages/Home.md: name it with small letters, digits and hyphens only, as my-page.md" in faults


def test_that_a_page_in_a_deeper_folder_is_a_fault(content: Path):
    (content / "pages/more").mkdir()
    (content / "pages/more/new.md").write_text(page("Text."), encoding="utf-8")
    assert found(content, "pages/more/new.md") == [
        "pages/more/new.md: lies too deep: pages stand directly in their folder"
    ]


def test_that_the_name_of_the_glossary_page_is_taken(content: Path):
    (content / "pages/glossary.md").write_text(page("Text."), encoding="utf-8")
    assert "pages/glossary.md: this page is made by the program; choose another name" in found(
        content, "pages/glossary.md"
    )


def test_that_a_file_nobody_reads_is_a_warning(content: Path):
    (content / "faq").mkdir()
    (content / "faq/new.md").write_text(page("Text."), encoding="utf-8")
    assert check(content) == [
        Problem("faq/new.md", 0, "is not read: no such file belongs here", warning=True)
    ]


def test_that_hidden_files_and_back_ups_are_passed_over(content: Path):
    for name in (".DS_Store", "pages/home.md~", "pages/home.md.orig", ".git"):
        (content / name).write_bytes(b"\xff")
    assert check(content) == []


def test_that_a_reference_nobody_cites_is_a_warning_unless_the_guide_lists_it(content: Path):
    trial = content / "trials/pump.md"
    trial.write_text(
        trial.read_text(encoding="utf-8").replace("[@pump2019]", "").replace("230 planned", "some")
    )
    warnings = [problem for problem in check(content) if problem.warning]
    assert [warning.message for warning in warnings] == ["the reference `pump2019` is never cited"]
    assert warnings[0].line > 1


def test_that_all_faults_are_named_in_one_run_by_file_and_line(content: Path):
    (content / "pages/b.md").write_text(
        page("Said [@nobody].\n\nIt helped 30.", "wrong: x\n"), encoding="utf-8"
    )
    (content / "pages/a.md").write_text(page("<b>"), encoding="utf-8")
    (content / "references.json").write_text("[\n{]")
    (content / "library.toml").write_text("id = 1\n")
    problems = check(content)
    assert problems == sorted(problems)
    assert {problem.file for problem in problems} >= {
        "pages/a.md",
        "pages/b.md",
        "references.json",
        "library.toml",
    }
    assert [problem.line for problem in problems if problem.file == "pages/b.md"] == [
        4,
        9,
    ]  # line 7 cites what cannot be known


UNREADABLE = {
    "broken JSON": ("[{", "references.json:1: broken JSON"),
    "no list": ("{}", "references.json:1: must be a list"),
    "an empty file": ("", "references.json:1: broken JSON"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_that_unreadable_references_are_one_fault_and_not_one_for_each_citation(content: Path, name: str):
    text, fault = UNREADABLE[name]
    (content / "references.json").write_text(text, "utf-8")
    problems = [str(problem) for problem in check(content)]
    assert len(problems) == 1
    assert problems[0].startswith(fault)


def test_that_missing_references_are_one_fault(content: Path):
    (content / "references.json").unlink()
    assert [str(problem) for problem in check(content)] == ["references.json: is missing"]


def test_that_a_faulty_reference_is_named_and_its_citations_are_not(content: Path):
    file = content / "references.json"
    items = json.loads(file.read_text("utf-8"))
    place = next(place for place, item in enumerate(items) if item["id"] == "palma2019")
    del items[place]["title"]
    file.write_text(json.dumps(items, indent=1), "utf-8")
    problems = [str(problem) for problem in check(content)]
    assert len(problems) == 1
    assert problems[0].endswith("palma2019: `type` and `title` are needed")


def test_that_an_empty_list_of_references_makes_every_citation_a_fault(content: Path):
    (content / "references.json").write_text("[]\n", "utf-8")
    assert any("unknown citation key `palma2019`" in str(problem) for problem in check(content))
