"""What is read of the real folder, and of folders that are not as they should be."""

from pathlib import Path

import pytest

from practica.exchange.governance.groups import Position, Section
from practica.exchange.governance.reader import UnreadableFolder, read_governance


@pytest.fixture(scope="module")
def governance(shared_data):
    return read_governance(shared_data / "kubernetes-community")


def test_the_real_folder_has_35_groups_237_people_and_102_series(governance):
    sections = [group.section for group in governance.groups]

    assert {section: sections.count(section) for section in set(sections)} == {
        Section.SPECIAL_INTEREST: 24,
        Section.WORKING: 8,
        Section.COMMITTEE: 3,
    }
    assert len(governance.people) == 237
    assert len(governance.meetings) == 102
    assert sum(len(group.subprojects) for group in governance.groups) == 236


def test_what_belongs_to_no_group_is_named(governance):
    assert [skipped.what for skipped in governance.skipped] == ["sigs.yaml: gb_rep"]


def test_a_group_has_its_leaders_contact_and_stakeholders(governance):
    group = next(group for group in governance.groups if group.folder == "wg-batch")

    assert group.section is Section.WORKING
    assert group.charter == "charter.md"
    assert group.contact.slack == "wg-batch"
    assert group.held_by(Position.CHAIR)
    assert group.stakeholders


def folder_with(tmp_path: Path, text: str) -> Path:
    (tmp_path / "sigs.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_person_written_twice_is_one_person_with_all_that_is_known(tmp_path):
    folder = folder_with(
        tmp_path,
        """
sigs:
  - dir: sig-pumps
    name: Pumps
    leadership:
      chairs: [{github: Ana-R, name: Ana Ríos}]
      tech_leads: [{github: ana-r, name: Ana Ríos, company: Vacuum Ltd}]
""",
    )

    assert [(each.github, each.company) for each in read_governance(folder).people] == [("Ana-R", "Vacuum Ltd")]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("- a\n- b", "no headings"),
        ("sigs: 3", "should be a list"),
        ("sigs: [{dir: a}]", "has no “name”"),
        ("sigs: [{name: A}]", "A has no “dir”"),
        ("sigs: []", "names no group"),
        ("sigs: [", "not readable YAML"),
        ("sigs: [{name: A, dir: a, leadership: {chairs: [{name: B}]}}]", "has no “github”"),
    ],
)
def test_a_list_of_groups_that_is_not_one_is_explained(tmp_path, text, complaint):
    with pytest.raises(UnreadableFolder, match=complaint):
        read_governance(folder_with(tmp_path, text))


def test_a_folder_without_a_list_of_groups_is_explained(tmp_path):
    with pytest.raises(UnreadableFolder, match=r"There is no sigs\.yaml"):
        read_governance(tmp_path)


def test_headings_that_are_not_known_are_named(tmp_path):
    folder = folder_with(tmp_path, "sigs: [{name: A, dir: a, colour: red}]")

    assert [skipped.what for skipped in read_governance(folder).skipped] == ["sigs.yaml: a: colour"]
