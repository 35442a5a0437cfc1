"""Every address of the product."""

from django.urls import include, path

handler404 = "landscape.refusals.not_found"

urlpatterns = [
    path("", include("landscape.urls")),
    path("", include("reports.urls")),
]
