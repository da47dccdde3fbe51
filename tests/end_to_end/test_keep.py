"""Upload, a new version, shared, and found by a word inside the file by somebody outside."""

import pytest
from playwright.sync_api import expect

from practica.communities.tests.factories import CommunityFactory, MembershipFactory
from practica.library.models import Asset
from practica.organisation.models import Organisation
from practica.people.tests.factories import PersonFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def pdf_that_says(words):
    """The smallest PDF that holds a line of text."""
    stream = f"BT /F1 12 Tf 20 100 Td ({words}) Tj ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(body)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    return body + head + table + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, start)


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark")])
def test_what_is_kept_can_be_changed_shared_and_found_from_outside(open_page, faults, run_jobs, width, theme):
    Organisation.objects.create(pk=1, name="Litoral Water", languages=["en"])
    community = CommunityFactory(slug="pumps")
    member = MembershipFactory(community=community, person__name="Omar Quiroga").person
    stranger = PersonFactory()

    page = open_page("/library/in/pumps/add/procedure/", member, width=width, theme=theme)
    page.get_by_label("Title").fill("Starting a pump")
    page.get_by_label("In plain words").fill("How to wake up a pump that stood still.")
    page.locator("[name=uploads]").set_input_files(
        {"name": "steps.pdf", "mimeType": "application/pdf", "buffer": pdf_that_says("lubricate the stuffingbox")}
    )
    page.locator("#save-asset").click()
    expect(page.get_by_role("heading", name="Starting a pump")).to_be_visible()
    run_jobs()
    page.reload()
    assert faults(page) == []

    page.locator("#change").click()
    page.locator("#id_source").fill("Slowly, and by hand first.")
    page.get_by_label("What changed").fill("By hand")
    page.locator("#save-asset").click()
    expect(page.get_by_text("Version 2")).to_be_visible()
    page.get_by_role("link", name="Compare").click()
    assert faults(page) == []

    outside = open_page("/search/?q=stuffingbox", stranger, width=width, theme=theme)
    assert outside.get_by_role("link", name="Starting a pump").count() == 0
    asset = Asset.objects.get()
    page.goto(page.url.split("/library/")[0] + asset.get_absolute_url())
    page.locator("#share").click()
    expect(page.get_by_text("Whole organisation", exact=True)).to_be_visible()
    outside.reload()
    outside.get_by_role("link", name="Starting a pump").first.click()
    expect(outside.get_by_role("heading", name="Starting a pump")).to_be_visible()
    assert faults(outside) == []
