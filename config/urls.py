"""Every address of the product."""

from django.urls import include, path

from config.health import ANSWERS
from people.admin import administration

handler400 = "config.database_trouble.bad_request"
handler500 = "config.database_trouble.server_error"
handler404 = "landscape.refusals.not_found"
# allauth looks for it here when somebody asks too often.
handler429 = "landscape.refusals.too_often"

urlpatterns = [
    *(path(address[1:], view, name=view.__name__) for address, view in ANSWERS.items()),
    path("admin/", administration.urls),
    path("account/", include("people.urls")),
    path("account/", include("people.sign_in_urls")),
    path("guide/", include("reports.guide.urls")),
    path("", include("landscape.urls")),
    path("", include("reports.urls")),
    path("", include("reports.releases.urls")),
]
