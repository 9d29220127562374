"""Where original files are stored: a folder, or a bucket of an object store that speaks S3."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ImproperlyConfigured

Storage = dict[str, Any]


def originals(url: str, folder: Path) -> Storage:
    """The entry of Django's ``STORAGES`` for originals: ``folder``, or the bucket that ``url`` names.

    ``s3://bucket/prefix?endpoint=https://minio.example&region=cn-north-1``; keys come from the environment or
    the machine's role, never from the address. Raises ImproperlyConfigured for any other address.

    >>> originals("s3://record/originals?endpoint=https://minio.example", Path("/srv"))["OPTIONS"]
    {'bucket_name': 'record', 'location': 'originals', 'default_acl': None, 'endpoint_url': 'https://minio.example'}
    >>> originals("", Path("/srv/originals"))["OPTIONS"]
    {'location': PosixPath('/srv/originals')}
    """
    if not url:
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": folder},
        }
    parts = urlsplit(url)
    if parts.scheme != "s3" or not parts.netloc or "@" in parts.netloc:
        raise ImproperlyConfigured(f"GONGKAI_FILES_URL 应为 s3://bucket/prefix，而不是 {url}")
    asked = parse_qs(parts.query)
    named = {"endpoint": "endpoint_url", "region": "region_name"}
    options: dict[str, Any] = {
        "bucket_name": parts.netloc,
        "location": parts.path.strip("/"),
        "default_acl": None,
    }
    options |= {name: asked[key][0] for key, name in named.items() if key in asked}
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
