"""A mail to a community is a suggestion of whoever wrote it, as the common programs write mails; or it says why not."""

from email.message import EmailMessage

import pytest
from django.core.exceptions import PermissionDenied

from practica.foundation.access import Refused
from practica.people.tests.factories import PersonFactory
from practica.topics.actions import take_suggestion
from practica.topics.actions.mailed import read_mail
from practica.topics.models import Topic
from practica.topics.tests.factories import CommunityFactory, guest_of, member_of

pytestmark = pytest.mark.django_db
ANA = "ana@litoral.example"

GMAIL = b"""MIME-Version: 1.0
Date: Mon, 23 Nov 2026 20:21:52 +0100
Message-ID: <CAKsfaBW4hj0Gek6TwbR3erng4P1y0CZzJ0d@mail.gmail.example>
Subject: =?UTF-8?Q?Una_hoja_=C3=BAnica_de_arranque?=
From: Ana Torres <ana@litoral.example>
To: bombas@practica.example
Content-Type: multipart/alternative; boundary="000000000000a1b2c3"

--000000000000a1b2c3
Content-Type: text/plain; charset="UTF-8"
Content-Transfer-Encoding: quoted-printable

Cada estaci=C3=B3n tiene la suya. Cuando cubrimos turnos, perdemos media hora e=
n entenderla.

--=20
Ana Torres
Mantenimiento

--000000000000a1b2c3
Content-Type: text/html; charset="UTF-8"

<div dir="ltr">Otra cosa</div>
--000000000000a1b2c3--
"""

OUTLOOK = b"""From: Ana Torres <ana@litoral.example>
To: "pumps@practica.example" <pumps@practica.example>
Subject: FW: RE: One start-up checklist for every station
Thread-Topic: One start-up checklist for every station
Date: Mon, 23 Nov 2026 10:05:00 +0000
X-MS-Has-Attach:
Content-Type: multipart/mixed; boundary="_004_DUB1"
MIME-Version: 1.0

--_004_DUB1
Content-Type: text/html; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable

<html xmlns:o=3D"urn:schemas-microsoft-com:office:office"><head><style><!--
p.MsoNormal {margin:0cm} --></style></head><body lang=3D"EN-GB">
<p class=3D"MsoNormal">Each station has its own sheet,<o:p></o:p></p>
<p class=3D"MsoNormal">at 4&nbsp;=B0C too.</p>
<p>_____________________________</p>
<p class=3D"MsoNormal"><b>From:</b> Luis Paz &lt;luis@litoral.example&gt;<br>Old words</p>
</body></html>

--_004_DUB1
Content-Type: application/pdf; name="sheet.pdf"
Content-Disposition: attachment; filename="sheet.pdf"
Content-Transfer-Encoding: base64

JVBERi0xLjQK

--_004_DUB1--
"""

THUNDERBIRD = b"""MIME-Version: 1.0
Message-ID: <4F79B73C.9030506@litoral.example>
Date: Mon, 23 Nov 2026 18:27:08 +0100
From: Ana Torres <ana@litoral.example>
User-Agent: Mozilla Thunderbird
To: pumps@practica.example
Subject: Re: Hearing a bearing
Content-Type: text/plain; charset="us-ascii"; format="flowed"

On 23/11/2026 12:26, Luis Paz wrote:
> Did you hear that?
I did. Let us learn it from Diego.
"""

IPHONE = b"""Subject: Grease
From: Ana Torres <ana@litoral.example>
Content-Type: text/plain;
\tcharset=us-ascii
X-Mailer: iPhone Mail (20A362)
To: pumps@practica.example
Content-Transfer-Encoding: 7bit
Mime-Version: 1.0 (1.0)

Too much kills more motors than too little.

Sent from my iPhone
"""


@pytest.fixture
def community():
    return CommunityFactory()


@pytest.fixture
def ana(community):
    return member_of(community, email=ANA, language="en")


def a_mail(subject="Grease", text="Too much kills more motors than too little.", **headers):
    message = EmailMessage()
    message["Subject"] = subject
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()


@pytest.mark.parametrize(
    ("mail", "title", "why"),
    [
        (
            GMAIL,
            "Una hoja única de arranque",
            "Cada estación tiene la suya. Cuando cubrimos turnos, perdemos media hora en entenderla.",
        ),
        (
            OUTLOOK,
            "One start-up checklist for every station",
            "Each station has its own sheet,\n\nat 4\xa0°C too.",
        ),
        (THUNDERBIRD, "Hearing a bearing", "I did. Let us learn it from Diego."),
        (IPHONE, "Grease", "Too much kills more motors than too little."),
    ],
)
def test_subject_and_text_are_title_and_why(community, ana, mail, title, why):
    topic = take_suggestion(mail, f" {ANA.upper()} ", community)

    assert (topic.title, topic.why, topic.language) == (title, why, "es" if mail is GMAIL else "en")
    assert (topic.author, topic.source, topic.is_quiet, topic.is_waiting) == (ana, "mail", False, True)


def test_guests_suggest_too_strangers_to_the_community_do_not(community):
    guest, stranger = guest_of(community), PersonFactory(email="stranger@litoral.example")
    assert take_suggestion(a_mail(), guest.email, community).author == guest
    with pytest.raises(PermissionDenied):
        take_suggestion(a_mail(), stranger.email, community)


@pytest.mark.parametrize(
    ("mail", "words"),
    [
        (a_mail(subject="Re: "), "needs a subject"),
        (a_mail(text="\n-- \nAna"), "a line of why"),
        (a_mail(text="word " * 500), "too long"),
        (a_mail(Auto_Submitted="auto-replied"), "A program wrote"),
        (a_mail(Precedence="bulk"), "A program wrote"),
        (b"Content-Type: text/plain; charset=no-such\nSubject: Grease\n\n\xff", "can’t be read"),
        (b"x" * 2_000_001, "too large"),
        (b"", "needs a subject"),
    ],
)
def test_what_says_nothing_is_refused_with_the_reason(community, ana, mail, words):
    with pytest.raises(Refused, match=words):
        take_suggestion(mail, ANA, community)
    assert Topic.objects.count() == 0


def test_an_address_that_nobody_here_has_is_refused(community):
    with pytest.raises(Refused, match="Nobody here"):
        take_suggestion(a_mail(), ANA, community)


def test_the_same_mail_twice_is_one_suggestion(community, ana):
    take_suggestion(IPHONE, ANA, community)
    with pytest.raises(Refused, match="already"):
        take_suggestion(IPHONE, ANA, community)
    assert Topic.objects.count() == 1


@pytest.mark.parametrize("mail", [GMAIL, OUTLOOK, THUNDERBIRD, IPHONE])
def test_a_mail_cut_off_anywhere_is_read_or_refused(mail):
    refused = set()
    for length in range(0, len(mail), 23):
        try:
            read_mail(mail[:length])
        except Refused as refusal:
            refused.add(str(refusal))
    assert refused <= {"This mail can’t be read."}
