"""Every address of the product."""

from django.urls import include, path

urlpatterns = [
    path("", include("landscape.urls")),
    path("", include("reports.urls")),
]
