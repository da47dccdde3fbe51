"""What templates may write without loading anything: see docs/components.md."""

from functools import cache
from typing import Any

from django import template
from django.contrib.humanize.templatetags.humanize import apnumber
from django.forms import BaseForm, BoundField, CheckboxInput, Widget
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from practica.ui import atoms, moments, rail, regions

register = template.Library()

register.simple_tag(atoms.icon)
register.simple_tag(atoms.avatar)
register.simple_tag(atoms.avatar_stack)
register.simple_tag(atoms.glyph)
register.simple_tag(atoms.tag)
register.simple_tag(atoms.meter)
register.simple_tag(moments.when)
register.simple_tag(moments.moment)
register.simple_tag(moments.date_tile)
register.simple_tag(moments.file_size)
# In running text numbers below ten are words.
register.filter("in_words", apnumber)
register.filter("clock", moments.clock, expects_localtime=True)
register.filter("iso", moments.iso, expects_localtime=True)


@register.simple_tag
def state(name: str, label: atoms.Text = "", icon: str = "", tone: str | None = None) -> SafeString:
    return atoms.state(name, label, icon, tone)


@register.simple_tag
def count(number: int, icon: str = "", label: atoms.Text = "") -> SafeString:
    return atoms.count(number, icon, label)


@register.simple_tag
def badge(number: int, strong: object = None, label: atoms.Text = "") -> SafeString:
    return atoms.badge(number, is_strong=bool(strong), label=label)


@register.simple_tag
def button(label: atoms.Text, icon: str = "", kind: str = "", small: object = None, **given: Any) -> SafeString:
    """A button that submits its form unless `type` says otherwise."""
    given.setdefault("type", "submit")
    extra = given.pop("class_", "")
    return format_html(
        '<button class="{}"{}>{}{}</button>',
        atoms.classes(kind, small=bool(small), extra=extra),
        atoms.attributes(given),
        atoms.icon(icon) if icon else "",
        label,
    )


@register.simple_tag
def link_button(
    label: atoms.Text, href: str, icon: str = "", kind: str = "", small: object = None, **given: Any
) -> SafeString:
    extra = given.pop("class_", "")
    return format_html(
        '<a class="{}" href="{}"{}>{}{}</a>',
        atoms.classes(kind, small=bool(small), extra=extra),
        href,
        atoms.attributes(given),
        atoms.icon(icon) if icon else "",
        label,
    )


@register.simple_block_tag
def menu(content: SafeString, label: atoms.Text, name: str, number: int | str = "", **given: Any) -> SafeString:
    """`{% menu label "more" number=row.pk %}…{% endmenu %}`: a button and what it opens; a tag, since rows have them.

    `icon` is that of the button, `with_label=True` shows its words too, `kind` is a button's.
    """
    key, words = f"{name}-{number}" if number else name, given.pop("with_label", False)
    drawing, kind = given.pop("icon", "ellipsis"), given.pop("kind", "")
    if words:
        shown = atoms.icon(drawing) if drawing and drawing != "ellipsis" else ""
        parts = atoms.classes(kind), key, key, shown, label, atoms.icon("chevron-down")
        opener = format_html(
            '<button class="{}" type="button" id="{}-button" popovertarget="{}">{}{}{}</button>', *parts
        )
    else:
        opener = icon_button(label, drawing, type="button", popovertarget=key)
    menu_itself = format_html(
        '<div class="pop menu" id="{}" popover aria-label="{}"{}>{}</div>', key, label, atoms.attributes(given), content
    )
    return format_html('<span class="menu-wrap">{}{}</span>', opener, menu_itself)


@register.simple_tag
def icon_button(label: atoms.Text, icon: str, **given: Any) -> SafeString:
    """A button of one icon, with its name for readers and on hover."""
    given.setdefault("type", "submit")
    extra = given.pop("class_", "")
    return format_html(
        '<button class="icon-btn{}" aria-label="{}" title="{}"{}>{}</button>',
        f" {extra}" if extra else "",
        label,
        label,
        atoms.attributes(given),
        atoms.icon(icon),
    )


@register.simple_tag
def icon_link(label: atoms.Text, href: str, icon: str, **given: Any) -> SafeString:
    extra = given.pop("class_", "")
    return format_html(
        '<a class="icon-btn{}" href="{}" aria-label="{}" title="{}"{}>{}</a>',
        f" {extra}" if extra else "",
        href,
        label,
        label,
        atoms.attributes(given),
        atoms.icon(icon),
    )


@register.simple_tag
def tab(label: atoms.Text, href: str, current: object = None, count: int | None = None) -> SafeString:
    """One link of a row of tabs; `current` marks the page one is on."""
    return format_html(
        '<a href="{}"{}>{}{}</a>',
        href,
        atoms.attributes({"aria-current": "page" if current else None}),
        label,
        format_html(' <span class="n">{}</span>', count) if count else "",
    )


@register.simple_tag(takes_context=True)
def region(context: Context, name: str, **things: Any) -> SafeString:
    """What features declared for this place of the page."""
    request = context.get("request")
    # The page that answers when all else failed has no request.
    return regions.render(name, request, **things) if request else SafeString()


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """The query of this page with changes: `{% query page=2 %}`; None takes a word out."""
    words = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None or value == "":
            words.pop(name, None)
        else:
            words[name] = value
    return f"?{words.urlencode()}" if words else "?"


@register.simple_tag(takes_context=True)
def query_page(context: Context, name: str, number: int) -> str:
    """The query of this page with another page number under the pager's own name."""
    words = context["request"].GET.copy()
    words[name] = str(number)
    return f"?{words.urlencode()}"


@register.simple_tag(takes_context=True)
def current_page(context: Context, url: str) -> SafeString:
    """Marks the link that leads to this page or to what it is part of."""
    return atoms.attributes({"aria-current": "page" if rail.is_part_of(context["request"].path, url) else None})


@register.filter
def undo_url(extra_tags: str | None) -> str:
    """The address in `messages.success(..., extra_tags="undo:/somewhere/")`."""
    return next((word.removeprefix("undo:") for word in (extra_tags or "").split() if word.startswith("undo:/")), "")


@register.simple_tag
def constant(template: str) -> SafeString:
    """A part that needs nothing, and so is the same on every page: drawn once for each language."""
    return _constant(template, get_language())


@cache
def _constant(template: str, _language: str | None) -> SafeString:
    return render_to_string(template)


@register.simple_tag
def field(bound_field: BoundField) -> SafeString:
    return bound_field.as_field_group()


@register.simple_tag
def error_summary(form: BaseForm) -> SafeString:
    """What to mend, with a link to each field; takes the focus after a failed post."""
    return render_to_string("ui/_error_summary.html", {"form": form})


@register.filter
def unlocalize(value: float) -> str:
    """A number for a machine: with a point in every language."""
    return format(value, "g")


@register.filter
def control(bound_field: BoundField) -> SafeString:
    """The input itself, in the look of its kind."""
    widget = bound_field.field.widget
    given = widget.attrs.get("class", "")
    return bound_field.as_widget(attrs={"class": f"{kind_of(widget)} {given}".strip()})


@register.filter
def is_check(bound_field: BoundField) -> bool:
    return isinstance(bound_field.field.widget, CheckboxInput)


def kind_of(widget: Widget) -> str:
    name = getattr(widget, "input_type", "")
    if name in {"checkbox", "radio"}:
        return "tick"
    return f"input {name}" if name in {"select", "file"} else "input"
