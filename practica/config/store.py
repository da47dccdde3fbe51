"""Where uploaded files are kept: the data folder, or an object store that speaks S3."""

from pathlib import Path
from typing import Any

from practica.config import environment as env


def file_store(folder: Path) -> dict[str, Any]:
    if not (bucket := env.text("PRACTICA_S3_BUCKET")):
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(folder)}}
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        # Credentials are read from the environment by the client itself, as its users expect.
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.text("PRACTICA_S3_ENDPOINT") or None,
            "region_name": env.text("PRACTICA_S3_REGION") or None,
            "default_acl": None,
            "querystring_auth": True,
            "file_overwrite": False,
        },
    }
