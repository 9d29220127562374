"""The editors' pictures as the public sees them. Files that editors upload are answered by Wagtail itself."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

# What Wagtail writes pictures into, as they came and as pages show them.
FOLDERS = frozenset({"images", "original_images"})
KEPT = 24 * 3600  # seconds; a picture that is replaced gets a new name


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture under the media folder; Http404 for whatever else lies there."""
    place = PurePosixPath(path)
    ending = place.suffix.removeprefix(".").lower()
    if place.parts[0] not in FOLDERS or ending not in settings.WAGTAILIMAGES_EXTENSIONS:
        raise Http404
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response["Cache-Control"] = f"public, max-age={KEPT}"
    return response
