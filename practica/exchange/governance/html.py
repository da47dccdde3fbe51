"""HTML inside Markdown: what it means is kept as Markdown, since the library shows no HTML that people wrote."""

import re

_CODE = re.compile(
    r"^[ \t]*(?P<fence>`{3,}+|~{3,}+)[^\n]*+\n(?:.*?^[ \t]*(?P=fence)|.*\Z)"
    r"|(?<!`)(?P<tick>`{1,6}+)(?!`)[^\n]{1,1000}?(?<!`)(?P=tick)(?!`)",
    re.MULTILINE | re.DOTALL,
)
_TABLE = re.compile(r"<table\b[^<>]*>(?P<rows>(?:(?!<table\b).)*?)</table\s*>", re.IGNORECASE | re.DOTALL)
_ROW = re.compile(r"<tr\b[^<>]*>(?P<cells>.*?)(?=<tr\b|</tr\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_CELL = re.compile(r"<t[dh]\b[^<>]*>(?P<text>.*?)(?=<t[dh]\b|</t[dh]\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_LINK = re.compile(r"<a\b(?P<facts>[^<>]*)>(?P<text>[^<]*)</a\s*>", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b(?P<facts>[^<>]*)>", re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:p|div|center|ul|ol|dl|dd|dt|details|summary|section|header|table|tbody|thead|tr|td|th|h[1-6])\b[^<>]*>",
    re.IGNORECASE,
)
_QUIET = re.compile(r"</?(?:span|font|u|small|big|sub|sup|a|img|nobr|ins)\b[^<>]*>", re.IGNORECASE)
_SIGNS = [
    (re.compile(r"</?(?:b|strong)\s*>", re.IGNORECASE), "**"),
    (re.compile(r"</?(?:del|s|strike)\s*>", re.IGNORECASE), "~~"),
    (re.compile(r"</?(?:i|em)\s*>", re.IGNORECASE), "*"),
    (re.compile(r"</?(?:code|tt|kbd)\s*>", re.IGNORECASE), "`"),
    (re.compile(r"<li\b[^<>]*>\s*", re.IGNORECASE), "\n- "),
    (re.compile(r"</li\s*>", re.IGNORECASE), ""),
    (re.compile(r"<hr\b[^<>]*>", re.IGNORECASE), "\n\n---\n\n"),
]


def without_html(text: str) -> str:
    """The text with its comments left out and its tags said in Markdown; code, and words in angle brackets, stay."""
    parts: list[str] = []
    place = 0
    for code in _CODE.finditer(text):
        parts += [_prose(text[place : code.start()]), code[0]]
        place = code.end()
    return "".join([*parts, _prose(text[place:])])


def _prose(text: str) -> str:
    if "<" not in text:
        return text
    text = _without_comments(text)
    text = _TABLE.sub(lambda match: _rows(match["rows"]), text)
    text = "\n".join(_broken(line) for line in text.split("\n"))
    return _tags(text)


def _without_comments(text: str) -> str:
    kept: list[str] = []
    while "<!--" in text:
        before, _sign, rest = text.partition("<!--")
        kept.append(before)
        _comment, _sign, text = rest.partition("-->")
    return "".join([*kept, text])


def _broken(line: str) -> str:
    """A break within a row of a table can only be a space."""
    sign = " " if line.lstrip().startswith("|") else "  \n"
    return re.sub(r"<br\s*/?>", sign, line, flags=re.IGNORECASE)


def _rows(table: str) -> str:
    """A row a line: most tables in HTML are there for their looks."""
    lines = []
    for row in _ROW.finditer(table):
        cells = [" ".join(_tags(_broken(cell["text"])).split()) for cell in _CELL.finditer(row["cells"])]
        if any(cells):
            lines.append("- " + " · ".join(cell for cell in cells if cell))
    return "\n\n" + "\n".join(lines) + "\n\n"


def _tags(text: str) -> str:
    text = _IMAGE.sub(lambda match: _picture(match["facts"]), text)
    text = _LINK.sub(lambda match: _linked(match["facts"], match["text"]), text)
    for tag, sign in _SIGNS:
        text = tag.sub(sign, text)
    return _QUIET.sub("", _BLOCK.sub("\n\n", text))


def _linked(facts: str, text: str) -> str:
    address = _fact("href", facts)
    return f"[{text.strip()}]({address})" if address and text.strip() else text


def _picture(facts: str) -> str:
    address = _fact("src", facts)
    return f"![{_fact('alt', facts)}]({address})" if address else ""


def _fact(name: str, facts: str) -> str:
    match = re.search(rf"\b{name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", facts, re.IGNORECASE)
    value = next((group for group in match.groups() if group), "") if match else ""
    return value.replace(" ", "%20").strip()
