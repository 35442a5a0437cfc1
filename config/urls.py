"""Every address of the product."""

from django.urls import include, path

from people.admin import administration

handler404 = "landscape.refusals.not_found"

urlpatterns = [
    path("admin/", administration.urls),
    path("account/", include("people.urls")),
    path("account/", include("people.sign_in_urls")),
    path("guide/", include("reports.guide.urls")),
    path("", include("landscape.urls")),
    path("", include("reports.urls")),
]
