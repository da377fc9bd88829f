"""What we use of Whoosh's inside: this file fails when a new Whoosh changes it."""

from array import array

import pytest
from whoosh import fields, index
from whoosh.query.terms import Term

from tests.search.building import passage
from viewer.search import build_index
from viewer.search.index.segment import Reader, Writer


def write(folder, **inverted):
    writer = Writer(folder)
    for place in range(4):
        writer.add(b"shown %d" % place)
    writer.add_words([b"\x01\x00H"] * 4)
    fields = ("authors", "kind", "words", "year")
    writer.write((name, iter(inverted.get(name, ()))) for name in fields)
    writer.finish()


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


def test_that_lists_of_many_blocks_come_back(tmp_path):
    # As Whoosh itself writes them, 128 postings to a block.
    schema = fields.Schema(words=fields.KEYWORD(scorable=True))
    with index.create_in(str(tmp_path), schema).writer() as writer:
        for place in range(1_000):
            writer.add_document(words="liver liver" if place % 3 else "lung")
    reader = Reader(tmp_path)
    wanted = numbers(*(place for place in range(1_000) if place % 3))
    assert reader.postings("words", "liver") == (wanted, numbers(*[2] * len(wanted)))
    reader.close()


def test_that_whoosh_itself_can_read_what_we_wrote(tmp_path):
    build_index([passage("a", "Liver metastases"), passage("b", "Lung")], tmp_path)
    opened = index.open_dir(str(tmp_path))
    with opened.searcher() as searcher:
        assert searcher.doc_count() == 2
        assert [hit.docnum for hit in searcher.search(Term("words", "lung"))] == [1]
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
