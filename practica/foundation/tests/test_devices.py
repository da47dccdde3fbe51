"""The list of places where one is signed in names them as their owner would."""

import pytest

from practica.foundation.devices import in_words

GECKO = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1"
TABLET = "Mozilla/5.0 (Linux; Android 14; Pixel) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36"


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        (GECKO, "Firefox on Windows"),
        (EDGE, "Edge on Windows"),
        (PHONE, "Safari on iPhone"),
        (TABLET, "Chrome on Android"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", "A device without a name"),
    ],
)
def test_a_browser_is_named_as_its_owner_knows_it(sent, shown):
    assert in_words(sent) == shown
