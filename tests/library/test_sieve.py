"""Only what our own writer writes reaches a view, whatever stands in a library."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from viewer.library.sieve import DEEPEST, LONGEST, NOTICE, TABLES, sieved

OURS = [
    '<h2><a name="harms"></a>Harms</h2>\n<p>&lt; 5 <b>y</b> <a class="cite" href="references/a">[1]</a></p>',
    '<p class="lead">a<br />b</p>\n<ul><li>c</li></ul><ol start="4"><li>d</li></ol><hr />\n',
    '<table class="callout care" width="100%" cellspacing="0"><tr><td><p>a</p></td></tr></table>\n',
    '<table class="data" cellspacing="0"><thead><tr><th align="right">a</th></tr></thead></table>',
    '<p><img src="images/a-b.png" alt="what it shows" /></p>',
    '<p><img src="drawing:papers/beacon-crc/0/4" alt="a" /><img src="drawing:papers/a/icons" alt="b" /></p>',
    '<p><a class="outside" href="https://example.org/a?b=c&amp;d">e</a></p>',
    "",
]


@pytest.mark.parametrize("html", OURS)
def test_that_our_own_html_passes_as_it_is(html: str):
    assert sieved(html) == html


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ('<img src="/etc/x.png" alt="a map" />', "[a map]"),
        ('<img src="images/../x.png" />', "[]"),
        ('<img src="drawing:papers/../x/0" />', "[]"),
        ('<img src="drawing:papers/x/0/file" />', "[]"),
        ('<img src="drawing:http://x/0" />', "[]"),
        ('<p style="background: url(x)">a</p>', "<p>a</p>"),
        ('<table background="x"><tr><td>a</td></tr></table>', "<table><tr><td>a</td></tr></table>"),
        ('<a href="file:///x">a</a>', "<a>a</a>"),
        ('<a href="//host/x">a</a>', "<a>a</a>"),
        (r'<a href="\\host\x">a</a>', "<a>a</a>"),
        ('<a href="label:0">a</a>', "<a>a</a>"),
        ('<a name="label:0">a</a>', "<a>a</a>"),
        ("<script>a</script>", "a"),
        ("<style>a</style><link href='a'>", "a"),
        ("<svg><image href='a'/></svg>", ""),
        ("<!-- a --><p>b", "<p>b</p>"),
        ("a</p></td>", "a"),
        ("<td>a</td>", "a"),
        ("<p>\ufdd0a&#0;</p>", "<p>\ufffda\ufffd</p>"),
        ("<IMG SRC=x>", ""),
    ],
)
def test_that_what_is_not_ours_is_left_out_with_a_word(html: str, left: str):
    assert sieved(html) == NOTICE + left


@pytest.mark.parametrize(
    ("html", "left"), [("a < b & c > d", "a &lt; b &amp; c &gt; d"), ("<p>a<b>b</p>", "<p>a<b>b</b></p>")]
)
def test_that_loose_signs_are_written_out_and_open_tags_closed(html: str, left: str):
    assert sieved(html) == left


def test_that_nothing_is_deeper_than_a_layout_can_bear():
    tables = sieved("<table><tr><td>" * 16 + "x" + "</td></tr></table>" * 16)
    assert (tables.count("<table>"), "x" in tables) == (TABLES, True)
    lists = sieved("<ul><li>a" * 1000)
    assert lists.count("<ul>") + lists.count("<li>") == DEEPEST
    assert lists.count("a") == 1000 + NOTICE.count("a")


@pytest.mark.parametrize("text", ["a" * 90_000, "a\u05d0" * 9_000, "<b>a</b>" * 9_000, "a<br />" * 9_000])
def test_that_a_paragraph_is_cut_before_it_stalls_a_layout(text: str):
    cut = sieved(f'<p class="lead">{text}</p>')
    paragraphs = re.findall(r'<p class="lead">(.*?)</p>', cut)
    assert "".join(paragraphs).replace("</b><b>", "") == text.replace("</b><b>", "")
    assert len(paragraphs) > 1
    assert all(len(paragraph) < 2 * LONGEST for paragraph in paragraphs)


def test_that_of_endless_foreign_html_the_words_are_left():
    html = "<script>" + "a &lt; b" * 200_000
    assert sieved(html) == f"{NOTICE}<p> {'a &lt; b' * 200_000}</p>"


PARTS = [
    "<p>", "</p>", "<b>", "</b>", "<table>", "</table>", "<tr>", "<td>", "</td>", "</tr>", "<ul>", "<li>",
    "</ul>", "<br />", "<br>", "</br>", "<img src=\"images/a.png\" />", "<img>", "<", ">", "&", "&amp;",
    "&#5;", '"', "x y", "\n", "\u05d0", "\ufffc", '<a href="x:y">', "</a>", "<!--", "-->", "<p class=\"A\">",
    "<P>", "y" * 5_000,
]  # fmt: skip


@given(some.lists(some.sampled_from(PARTS), max_size=60).map("".join) | some.text())
def test_that_what_was_sieved_passes_the_next_time(html: str):
    once = sieved(html)
    assert sieved(once) == once
