"""PubMed XML: articles and chapters of books."""

from collections.abc import Iterator

from viewer.imports import names, plain
from viewer.imports.inline import flat
from viewer.imports.record import Filled, Found, PaperPart, Reading
from viewer.imports.tree import Element

_ROOTS = ("PubmedArticle", "PubmedBookArticle", "MedlineCitation")


def read(root: Element) -> Reading:
    """Every article below the root."""
    if root.name in _ROOTS:
        yield _paper(root)
        return
    for one in root.elements():
        if one.name in _ROOTS:
            yield _paper(one)


def _paper(record: Element) -> Found:
    citation = (
        record
        if record.name == "MedlineCitation"
        else record.first("MedlineCitation") or record.first("BookDocument")
    )
    if citation is None:
        return Filled().finish("PubMed XML", record.line)
    article = citation.first("Article") or citation
    draft = Filled({"type": "chapter" if citation.name == "BookDocument" else "article-journal"})
    draft.put(
        "title",
        _in(article, "ArticleTitle") or _in(article, "VernacularTitle") or _in(article, "Book", "BookTitle"),
    )
    if (own := _in(article, "VernacularTitle")) and own != draft.item.get("title"):
        draft.parts.append(PaperPart("Title in the original language", own))
    for people in article.every("AuthorList"):
        role = "editor" if people.attributes.get("Type") == "editors" else "author"
        draft.item.setdefault(role, []).extend(_names(people))
    _journal(draft, article)
    _abstracts(draft, article, citation)
    _identify(draft, record, citation, article)
    _words(draft, citation, article)
    return draft.finish("PubMed XML", record.line)


def _in(element: Element, *path: str) -> str:
    found = element.first(*path)
    return flat(found) if found else ""


def _names(people: Element) -> Iterator[names.Name]:
    for author in people.every("Author"):
        if collective := _in(author, "CollectiveName"):
            yield names.group(collective)
        elif family := author.text("LastName"):
            yield names.person(
                family, author.text("ForeName") or author.text("Initials"), author.text("Suffix")
            )


def _journal(draft: Filled, article: Element) -> None:
    draft.put("container-title", _in(article, "Journal", "Title") or _in(article, "Book", "BookTitle"))
    draft.put("container-title-short", article.text("Journal", "ISOAbbreviation"))
    issue = ("Journal", "JournalIssue")
    draft.put("volume", article.text(*issue, "Volume"))
    draft.put("issue", article.text(*issue, "Issue"))
    draft.put("page", article.text("Pagination", "MedlinePgn"))
    draft.put("publisher", article.text("Book", "Publisher", "PublisherName"))
    draft.put("language", article.text("Language"))
    for path in ((*issue, "PubDate"), ("Book", "PubDate"), ("ArticleDate",), ("ContributionDate",)):
        if (found := article.first(*path)) and (parts := date_parts(found)):
            draft.item["issued"] = {"date-parts": [parts]}
            return


def date_parts(date: Element) -> list[int]:
    """`<Year>`, `<Month>` (a name or a number), `<Day>`, or a `<MedlineDate>`."""
    year, month, day = date.text("Year"), date.text("Month"), date.text("Day")
    if not year:
        return plain.date_of(date.text("MedlineDate"))
    if month.isdecimal():
        return plain.date_of("-".join(filter(None, (year, month, day))))
    return plain.date_of(" ".join(filter(None, (year, month, day))))


def _abstracts(draft: Filled, article: Element, citation: Element) -> None:
    if abstract := article.first("Abstract"):
        draft.parts.append(PaperPart("Abstract", labelled(abstract)))
    for other in citation.every("OtherAbstract"):
        language = other.attributes.get("Language", "")
        heading = f"Other abstract ({language})" if language else "Other abstract"
        draft.parts.append(PaperPart(heading, labelled(other)))


def labelled(abstract: Element) -> str:
    """Paragraphs of an abstract, each after its label; an empty label is none."""
    pieces = []
    for one in abstract.elements():
        if one.name in ("AbstractText", "CopyrightInformation"):
            label, text = one.attributes.get("Label", "").strip(), flat(one)
            bare = label.upper() in ("", "UNLABELLED")
            pieces.append(text if bare else f"{label}: {text}" if text else label)
    return "\n\n".join(filter(None, pieces)) or flat(abstract)


def _identify(draft: Filled, record: Element, citation: Element, article: Element) -> None:
    draft.put("PMID", plain.pmid_of(citation.text("PMID")))
    for one in (
        *record.every("PubmedData", "ArticleIdList", "ArticleId"),
        *citation.every("ArticleIdList", "ArticleId"),
    ):
        kind = one.attributes.get("IdType", "")
        if kind == "doi" and not draft.item.get("DOI"):
            draft.put("DOI", plain.doi_of(one.text()))
        elif kind == "pmc" and not draft.item.get("PMCID"):
            draft.put("PMCID", plain.pmcid_of(one.text()))
    for one in article.every("ELocationID"):
        if one.attributes.get("EIdType") == "doi":
            draft.put("DOI", "" if draft.item.get("DOI") else plain.doi_of(one.text()))
        elif not draft.item.get("page"):
            draft.put("page", one.text())
    for number in article.below("AccessionNumber"):
        draft.registry += plain.registered([number.text()]) or [number.text()]


def _words(draft: Filled, citation: Element, article: Element) -> None:
    words = [flat(one) for one in citation.every("KeywordList", "Keyword")]
    words += [_in(one, "DescriptorName") for one in citation.every("MeshHeadingList", "MeshHeading")]
    draft.put("keyword", "; ".join(dict.fromkeys(filter(None, words))))
    for name, path in (
        ("PublicationType", ("PublicationTypeList", "PublicationType")),
        ("Grant", ("GrantList", "Grant")),
    ):
        draft.more += [(name, flat(one)) for one in article.every(*path)]
    draft.more += [("Affiliation", flat(one)) for one in article.below("Affiliation")]
    draft.more += [("CoiStatement", flat(one)) for one in citation.every("CoiStatement")]
    draft.more += [
        ("RefSource", flat(one)) for one in citation.every("CommentsCorrectionsList", "CommentsCorrections")
    ]
