"""Design tokens and zoom → the style sheet of a page, within what QTextDocument understands."""

from string import Template

from viewer.desktop.look.tokens import Tokens

COLUMN_CHARACTERS = 72
BODY = 15
"""Height of body text in pixels at 100 %."""


class _Rules(Template):
    """`@name` is a token, `@{27}` a length in pixels at 100 %."""

    delimiter = "@"
    idpattern = "[a-z_]+"
    braceidpattern = "[a-z_]+|[0-9]+"


# Line heights are in pixels: Qt multiplies a percentage by the line spacing of the font, not by its size.
# Superscripts are drawn at two thirds of the size they are given.
_RULES = """
p { margin-top: 0; margin-bottom: @{12}px; line-height: @{24}px; color: @ink; font-size: @{15}px; }
p.crumbs { color: @muted; font-size: @{12}px; line-height: @{18}px; margin-bottom: @{4}px; }
p.h1 { font-size: @{27}px; font-weight: 600; color: @ink; line-height: @{34}px; margin-top: 0;
  margin-bottom: @{1}px; }
p.h2 { font-size: @{17}px; font-weight: 600; color: @ink; line-height: @{24}px;
  margin-top: @{22}px; margin-bottom: @{5}px; }
p.h3 { font-size: @{15}px; font-weight: 600; color: @ink; line-height: @{22}px;
  margin-top: @{16}px; margin-bottom: @{4}px; }
p.h4 { font-size: @{14}px; font-weight: 600; color: @second; line-height: @{20}px;
  margin-top: @{12}px; margin-bottom: @{3}px; }
p.chips { font-size: @{12}px; line-height: @{30}px; margin-bottom: @{15}px; font-weight: 500; }
a { color: @accent; text-decoration: underline; }
a.term { color: @ink; text-decoration: none; }
a.cite { vertical-align: super; font-size: @{16}px; font-weight: 600; color: @accent; text-decoration:
  none; }
a.chip { text-decoration: none; color: @ink; font-size: @{12}px; font-weight: 500; }
a.warn { color: @warn; }
a.population { color: @population; }
a.qualifier { color: @population; }
a.plain { color: @second; }
p.open-table { font-size: @{13}px; line-height: @{26}px; margin-bottom: 0; }
p.part { font-size: @{14}px; margin-top: @{12}px; }
ul, ol { margin-top: 0; margin-bottom: @{12}px; -qt-list-indent: 1; }
li { line-height: @{24}px; font-size: @{15}px; color: @ink; margin-bottom: @{3}px; }
li p { margin-bottom: @{3}px; }
blockquote { margin-left: @{20}px; margin-right: @{20}px; color: @second; }
code, pre { font-size: @{14}px; color: @second; }
table.callout { margin-top: @{10}px; margin-bottom: @{14}px; }
table.callout td { padding: @{9}px @{16}px @{9}px @{14}px; border-left: 3px solid @accent;
  background-color: @selection; }
table.care td { border-left-color: @warn; background-color: @warn_back; }
table.unchecked td { border-left-color: @warn; background-color: @warn_back; }
table.commentary td { border-left-color: @outline; background-color: @side; }
table.callout p { font-size: @{14}px; line-height: @{21}px; margin-bottom: 0; }
table.callout li { font-size: @{14}px; line-height: @{21}px; }
table.callout b, table.callout i, table.callout code, table.facts b, table.facts i { font-size: @{14}px; }
table.data b, table.data i { font-size: @{13}px; }
table.callout b { color: @accent; }
table.care b { color: @warn; }
table.unchecked b { color: @warn; }
table.commentary b { color: @second; }
table.facts { margin-top: @{6}px; margin-bottom: @{14}px; border-collapse: collapse; }
table.facts td { padding: @{8}px @{10}px; border-bottom: 1px solid @line; font-size: @{14}px; line-height:
  @{20}px; color: @ink; }
table.facts td.label { color: @muted; }
table.facts p { font-size: @{14}px; line-height: @{20}px; margin-bottom: 0; }
/* Qt gives what stands within a paragraph the size of its first rule: each size is said once more for it. */
table.callout a, table.facts a { font-size: @{14}px; }
table.data a, p.open-table a { font-size: @{13}px; }
p.part a { font-size: @{14}px; }
table.facts a.cite, table.callout a.cite, table.data a.cite { font-size: @{15}px; }
table.data { margin-top: @{6}px; margin-bottom: @{14}px; border-collapse: collapse; }
table.data th { padding: @{7}px @{8}px; border-bottom: 2px solid @outline; font-size: @{13}px;
  line-height: @{18}px;
  font-weight: 600; color: @second; text-align: left; }
table.data td { padding: @{7}px @{8}px; border-bottom: 1px solid @line; font-size: @{13}px; line-height:
  @{18}px; color: @ink; }
table.data p { font-size: @{13}px; line-height: @{18}px; margin-bottom: 0; }
table.after-table { margin-top: 0; }
p.after-table { margin-top: @{8}px; }
"""


def scaled(pixels: float, zoom: int) -> int:
    """A length at `zoom` per cent, never nothing."""
    return max(1, round(pixels * zoom / 100))


class _Values(dict[str, str]):
    """Tokens by name, and any number as a length at the zoom in force."""

    def __init__(self, tokens: Tokens, zoom: int) -> None:
        super().__init__({name: getattr(tokens, name) for name in Tokens.__dataclass_fields__})
        self._zoom = zoom

    def __missing__(self, key: str) -> str:
        return str(scaled(int(key), self._zoom))


def page_css(tokens: Tokens, zoom: int) -> str:
    """The rules for QTextDocument.setDefaultStyleSheet at `zoom` per cent."""
    return filled(_RULES, tokens, zoom)


def filled(rules: str, tokens: Tokens, zoom: int) -> str:
    """`rules` with each `@name` replaced by a token, and each `@{27}` by a length in pixels."""
    return _Rules(rules).substitute(_Values(tokens, zoom))
