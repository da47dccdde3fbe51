"""A small organisation in a folder, for tests."""

SIGS = """
sigs:
  - dir: sig-pumps
    name: Pumps
    mission_statement: >
      Keeps every pump of the plant running, and teaches others how.
    charter_link: charter.md
    label: pumps
    leadership:
      chairs: [{github: Ana-R, name: Ana Ríos, company: Vacuum Ltd, email: ana@example.org}]
      tech_leads: [{github: luis, name: Luis Paz}]
      emeritus_leads: [{github: old-hand, name: Old Hand}]
    meetings:
      - {description: Regular Meeting, day: Tuesday, time: "9:00", tz: PT (Pacific Time), frequency: biweekly,
         url: "https://example.org/join", archive_url: "https://example.org/notes"}
      - {description: Private Meeting, day: Thursday, time: "2PM", tz: Poland, frequency: "monthly, second Thursday"}
      - {description: Seal Clinic, day: Friday, time: "9:00", tz: UTC, frequency: monthly}
    contact:
      slack: sig-pumps
      mailing_list: https://example.org/list
      liaison: {github: marta, name: Marta Gil}
    subprojects:
      - {name: seals, description: All about seals., owners: ["https://example.org/OWNERS"],
         leads: [{github: eva, name: Eva Sol}]}
committees:
  - dir: committee-steering
    name: Steering
    mission_statement: Steers.
    leadership:
      chairs: [{github: marta, name: Marta Gil}]
"""
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\x00\x00\x00\n"
    b"IDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
)
FILES = {
    "sigs.yaml": SIGS,
    "README.md": "# Everything\n",
    "SOURCE.txt": "repo: github.com/example/community\n",
    "sig-pumps/charter.md": "# Pumps Charter\n\nWe care for [pumps](how-to-prime.md).\n",
    "sig-pumps/how-to-prime.md": (
        "# How to prime a pump\n\nFill it from above until no more air leaves it, then close the valve slowly.\n\n"
        "See the [minutes](minutes/2016-05-18.md), [governance](../governance.md) and [steering](../committee-steering).\n\n"
        "![Pump](images/pump.png)\n"
    ),
    "sig-pumps/minutes/2016-05-18.md": "# Minutes\n\nWe said that [priming](../how-to-prime.md#air) needs care.\n",
    "sig-pumps/annual-report-2024.md": "# 2024 Annual Report: Pumps\n\nA good year.\n",
    "sig-pumps/images/pump.png": PNG,
    "sig-pumps/curve.csv": "flow,head\n1,2\n",
    "sig-pumps/OWNERS": "owners\n",
}


def write_folder(root, files=FILES):
    for path, content in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root
