"""What a browser sees in a page: its forms as they would be sent, and whatever in it could run."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from html.parser import HTMLParser

TYPED = {"", "text", "search", "email", "url", "tel"}
DANGEROUS = {"iframe", "object", "embed", "math", "style", "base", "frame", "applet", "marquee", "video", "audio"}
SCHEMES = ("javascript:", "vbscript:", "data:")
ADDRESSES = {"href", "src", "action", "formaction", "poster", "srcset", "data", "hx-get", "hx-post"}
# What a person would choose where something must be chosen.
CHOSEN = {"date": str(date.today() + timedelta(days=9)), "time": "10:00", "number": "1"}  # noqa: DTZ011


@dataclass
class Box:
    """Something a person types into."""

    name: str
    kind: str
    longest: int
    typed: str


@dataclass
class WrittenForm:
    """A form as it stands in the page, with what sending it untouched would send."""

    action: str
    method: str
    id: str
    given: list[tuple[str, str]] = field(default_factory=list)
    boxes: dict[str, Box] = field(default_factory=dict)
    has_button: bool = False

    def take_button(self, values: dict[str, str]) -> None:
        is_first = not self.has_button and values.get("type") != "button" and "formaction" not in values
        if is_first and values.get("name"):
            self.given.append((values["name"], values.get("value", "")))
        self.has_button = self.has_button or is_first

    def take_tick(self, values: dict[str, str]) -> None:
        """A tick that is set, else the first of its name."""
        name, is_radio = values["name"], values["type"] == "radio"
        if "checked" in values:
            self.given = [pair for pair in self.given if not is_radio or pair[0] != name]
        if "checked" in values or name not in dict(self.given):
            self.given.append((name, values.get("value", "on")))

    def take_input(self, values: dict[str, str]) -> None:
        name, kind = values["name"], values.get("type", "")
        if kind in {"checkbox", "radio"}:
            self.take_tick(values)
        elif kind in TYPED:
            self.boxes[name] = Box(name, kind, int(values.get("maxlength") or 10**6), values.get("value", ""))
        elif kind not in {"file", "password"}:
            needed = CHOSEN.get(kind, "") if "required" in values else ""
            self.given.append((name, values.get("value") or needed))


class ReadPage(HTMLParser):
    """The forms of a page, how many boxes it marks as wrong, and what in it could run.

    `mark` begins the names of the elements and attributes that hostile texts try to become.
    """

    def __init__(self, html: str, mark: str = "zyx") -> None:
        super().__init__()
        self.mark, self.dangers, self.forms, self.wrong = mark, [], [], 0
        self.is_marked = mark in html
        self.asked: set[str] = set()
        self.open: WrittenForm | None = None
        self.text: Box | None = None
        self.options: list[tuple[str, bool]] = []
        self.select: tuple[WrittenForm, str] | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.look_for_dangers(tag, values)
        self.wrong += values.get("aria-invalid") == "true" or "error" in values.get("class", "").split()
        if tag == "form":
            self.open = WrittenForm(values.get("action", ""), values.get("method", "get").lower(), values.get("id", ""))
            self.forms.append(self.open)
        elif tag == "option":
            self.options.append((values.get("value", ""), "selected" in values))
        elif "disabled" not in values and (form := self.owner(values)):
            self.take(form, tag, values)

    def owner(self, values: dict[str, str]) -> WrittenForm | None:
        if asked := values.get("form"):
            return next((form for form in self.forms if form.id == asked), None)
        return self.open

    def take(self, form: WrittenForm, tag: str, values: dict[str, str]) -> None:
        name = values.get("name", "")
        if tag == "button":
            form.take_button(values)
        elif tag == "input" and name:
            form.take_input(values)
        elif tag == "select" and name:
            self.select, self.options = (form, name), []
        elif tag == "textarea" and name:
            self.text = form.boxes[name] = Box(name, tag, int(values.get("maxlength") or 10**6), "")

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text.typed += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "textarea" and self.text is not None:
            # The first line's end belongs to the markup.
            self.text.typed, self.text = self.text.typed.removeprefix("\n"), None
        elif tag == "select" and self.select is not None:
            (form, name), self.select = self.select, None
            full = [value for value, _ in self.options if value]
            picked = [value for value, is_picked in self.options if is_picked and value] or full[:1]
            form.given += [(name, value) for value in picked]

    def look_for_dangers(self, tag: str, values: dict[str, str]) -> None:
        is_foreign = tag == "script" and not values.get("src", "").startswith("/static/")
        if tag in DANGEROUS or is_foreign or tag.startswith(self.mark):
            self.dangers.append(f"<{tag}>")
        self.asked |= set(re.findall(r"[?&]([\w-]+)=", values.get("href", "")))
        for name, value in values.items():
            runs = name.startswith(("on", "hx-on", self.mark)) or name in {"style", "srcdoc"}
            goes = name in ADDRESSES and "".join(value.split()).lower().startswith(SCHEMES)
            if runs or goes:
                self.dangers.append(f"<{tag} {name}={value[:80]}>")
