"""An organisation is brought in on the page: upload, look, confirm, report, and its community stands there."""

import io
import zipfile

import pytest
from playwright.sync_api import expect

from practica.communities.models import Community
from practica.exchange.tests.folders import FILES
from practica.organisation.models import Organisation
from practica.people.tests.factories import ProgrammeManagerFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def zipped():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, content in FILES.items():
            archive.writestr(f"community-main/{path}", content)
    return packed.getvalue()


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (390, False)])
def test_a_folder_is_looked_at_before_it_is_taken_in(open_page, faults, run_jobs, width, javascript):
    Organisation.objects.create(pk=1, name="Litoral Water", languages=["en"])
    page = open_page("/exchange/", ProgrammeManagerFactory(), width=width, java_script_enabled=javascript)
    page.locator("[name=archive]").set_input_files(
        {"name": "community.zip", "mimeType": "application/zip", "buffer": zipped()}
    )
    page.locator("#upload-archive").click()
    expect(page.get_by_text("It is being read")).to_be_visible()
    run_jobs()
    page.reload()
    expect(page.get_by_role("heading", name="What would be done")).to_be_visible()
    assert not Community.objects.exists()
    if javascript:
        assert faults(page) == []

    page.locator("#confirm-import").click()
    page.wait_for_load_state("networkidle")
    run_jobs()
    page.reload()
    expect(page.get_by_role("heading", name="What was done")).to_be_visible()
    if javascript:
        assert faults(page) == []

    page.get_by_role("link", name="See the communities").click()
    page.get_by_role("link", name="SIG Pumps").first.click()
    expect(page.get_by_role("heading", name="SIG Pumps", level=1)).to_be_visible()
    if javascript:
        assert faults(page) == []
