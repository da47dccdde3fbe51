"""Pictures: their size, and what a photo says about its maker taken out of it."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import ExifTags, Image, ImageOps

from practica.foundation.access import Refused

if TYPE_CHECKING:
    from typing import Any, BinaryIO

    from django.core.files import File

# A picture that unpacks to more than this is a trap or a mistake: 60 million pixels are 180 MB of memory.
MOST_PIXELS = 60_000_000
# The letters of four formats only: the library knows many more, and each is a way in.
FORMATS = ("PNG", "JPEG", "GIF", "WEBP")


def open_picture(content: BinaryIO | File[Any]) -> Image.Image:
    """The picture, not yet unpacked; refuses one that is damaged or far too large."""
    content.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(content, formats=FORMATS)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Refused(_("This picture is damaged and can't be shown.")) from error
    if picture.width * picture.height > MOST_PIXELS:
        raise Refused(_("This picture has too many pixels. Please make it smaller and try again."))
    return picture


def without_traces(content: BinaryIO | File[Any]) -> tuple[ContentFile[bytes] | None, int, int]:
    """(a copy of a photo without place, camera and time; or None when there is nothing to take out), width, height."""
    picture = open_picture(content)
    if picture.format != "JPEG":
        return None, picture.width, picture.height
    turned = picture.getexif().get(ExifTags.Base.Orientation, 1)
    if not picture.info.get("exif") and "comment" not in picture.info and "photoshop" not in picture.info:
        return None, picture.width, picture.height
    kept = Image.Exif()
    kept[ExifTags.Base.Orientation] = turned
    clean = BytesIO()
    try:
        # The same tables as before: what the eye sees does not change.
        picture.save(clean, "JPEG", quality="keep", exif=kept.tobytes(), comment=b"")
    except (OSError, ValueError, SyntaxError) as error:
        raise Refused(_("This picture is damaged and can't be shown.")) from error
    return ContentFile(clean.getvalue()), picture.width, picture.height


def portrait(content: BinaryIO | File[Any], side: int = 512) -> ContentFile[bytes]:
    """A photo of a person: upright, square, small, re-encoded, without anything but what the eye sees."""
    picture = open_picture(content)
    try:
        picture.draft("RGB", (side, side))
        square = ImageOps.fit(ImageOps.exif_transpose(picture).convert("RGB"), (side, side))
    except (OSError, ValueError, SyntaxError) as error:
        raise Refused(_("This picture is damaged and can't be shown.")) from error
    small = BytesIO()
    square.save(small, "JPEG", quality=86, optimize=True)
    return ContentFile(small.getvalue(), name="photo.jpg")
