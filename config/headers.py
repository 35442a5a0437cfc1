"""What holds for every request and answer: which methods there are, and which headers."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

# Pages and forms know no others. A view that does not say would take any other for a GET.
METHODS = ("GET", "HEAD", "POST")
# Nothing of these is ever asked for. Passkeys are: browsers allow them to a page's own site.
WITHOUT = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "usb",
    "xr-spatial-tracking",
)

HEADERS = {
    # No other site may show what is ours, not even as a picture.
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{each}=()" for each in WITHOUT),
}


class HeadersMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = (
            self.get_response(request)
            if request.method in METHODS
            else HttpResponseNotAllowed(METHODS)
        )
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response
