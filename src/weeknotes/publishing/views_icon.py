"""The address at which programs look for a site's picture without reading a page."""

from django.http import HttpRequest, HttpResponseRedirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe


@require_safe
def icon(request: HttpRequest) -> HttpResponseRedirect:
    """To the picture as it is now; many that ask here read no SVG."""
    return HttpResponseRedirect(static("built/icon-192.png"))
