"""What we use of Whoosh, and its files read by their places: fails when a new Whoosh changes them."""

from array import array

import pytest
from whoosh import index
from whoosh.qparser.default import QueryParser
from whoosh.query.terms import Term

from tests.search.building import passage
from viewer.search import build_index
from viewer.search.index import header
from viewer.search.index.segment import Reader
from viewer.search.index.segment_writer import Writer


def write(folder, **inverted):
    writer = Writer(folder)
    for place in range(4):
        writer.add(b"shown %d" % place)
    writer.add_words([b"\x01\x00H"] * 4)
    fields = ("authors", "kind", "words", "year")
    writer.write((name, iter(inverted.get(name, ()))) for name in fields)
    writer.finish()
    header.write(folder, "", 4, writer.terms)


def numbers(*values):
    return array("I", values)


def test_that_whole_posting_lists_come_back(tmp_path):
    words = [(b"cancer", numbers(0, 2, 3), numbers(1, 2**32 - 1, 70_000)), (b"liver", numbers(1), numbers(9))]
    write(tmp_path, words=words, kind=[(b"faq", numbers(0, 1), numbers(0, 0))])
    reader = Reader(tmp_path)
    assert reader.count == 4
    assert reader.postings("words", "cancer") == (numbers(0, 2, 3), numbers(1, 2**32 - 1, 70_000))
    assert reader.postings("words", "liver") == (numbers(1), numbers(9))
    assert reader.postings("words", "lung") == (numbers(), numbers())
    assert reader.postings("authors", "palma") == (numbers(), numbers())
    assert reader.terms("words", "c") == ["cancer"]
    assert reader.column("passage")[2] == b"shown 2"
    reader.close()


def test_that_long_posting_lists_come_back(tmp_path):
    many = numbers(*range(4))
    words = [(b"w%05d" % place, many, many) for place in range(3_000)]
    write(tmp_path, words=words)
    reader = Reader(tmp_path)
    assert reader.postings("words", "w02999") == (many, many)
    assert len(reader.terms("words")) == 3_000
    reader.close()


def test_that_steps_of_every_width_come_back_to_us_and_to_whoosh(tmp_path):
    # One, two and four bytes between two passages; short lists, and long ones that are squeezed.
    total = 200_000
    lists = {
        "a": range(0, 200, 7),
        "b": range(3, total, 300),
        "c": (0, total - 1),
        "d": (total - 1,),
        "e": range(0, total, 2),
        "f": (255,),
        "g": (256,),
    }
    writer = Writer(tmp_path)
    for _ in range(total):
        writer.add(b"")
    writer.add_words([b"H"] * total)
    rows = [
        (term.encode(), numbers(*row), numbers(*(7 * place for place in row))) for term, row in lists.items()
    ]
    writer.write(
        (name, iter(rows if name == "words" else ())) for name in ("authors", "kind", "words", "year")
    )
    writer.finish()
    header.write(tmp_path, "", total, writer.terms)
    reader = Reader(tmp_path)
    opened = index.open_dir(str(tmp_path))
    with opened.reader() as plain:
        for term, passages, codes in rows:
            assert reader.postings("words", term.decode()) == (passages, codes)
            assert list(plain.postings("words", term.decode()).all_ids()) == list(passages)
    reader.close()
    opened.close()


def test_that_whoosh_itself_can_read_what_we_wrote(tmp_path):
    build_index([passage("a", "Liver metastases"), passage("b", "Lung")], tmp_path)
    opened = index.open_dir(str(tmp_path))
    with opened.searcher() as searcher:
        assert searcher.doc_count() == 2
        assert [hit.docnum for hit in searcher.search(Term("words", "lung"))] == [1]
    opened.close()


def test_that_an_ordinary_whoosh_finds_words_of_the_library(library_dir):
    opened = index.open_dir(str(library_dir / "index"))
    parser = QueryParser("words", opened.schema)
    with opened.searcher() as searcher:
        found = searcher.search(parser.parse("stereotactic OR liver"), limit=None)
        assert len(found) > 0
        texts = [searcher.reader().column_reader("passage")[hit.docnum].decode().lower() for hit in found]
        assert all("stereotactic" in text or "liver" in text for text in texts)
        assert len(searcher.search(parser.parse("kind:faq AND liver"))) < len(found)
    opened.close()


def test_that_the_same_input_makes_the_same_files(tmp_path):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, words=[(b"liver", numbers(1), numbers(9))])
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == sorted(path.name for path in (tmp_path / "other").iterdir())
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


def test_that_postings_out_of_order_are_refused(tmp_path):
    writer = Writer(tmp_path)
    writer.add(b"")
    writer.add_words([b"\x00\x00H"])
    terms = [(b"b", numbers(0), numbers(1)), (b"a", numbers(0), numbers(1))]
    with pytest.raises(ValueError, match="must increase"):
        writer.write([("words", iter(terms))])
    writer.abandon()
