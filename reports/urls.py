"""Addresses of what an appraisal found."""

from django.urls import path

from reports import views
from reports.comparison.rescoring import newer_method
from reports.comparison.views import comparison
from reports.issuing import views as issuing
from reports.pages import WITHIN
from reports.releases.preview import contributed
from reports.what_if import views as what_if

app_name = "reports"

urlpatterns = [
    path("example/", views.example, name="example"),
    path("reports/<reference>/", views.result, name="result"),
    *(
        path(f"reports/<reference>/{each.path}/", views.within, {"page": each}, name=each.key)
        for each in WITHIN
    ),
    path("reports/<reference>/what-if/", what_if.what_if, name="what_if"),
    path("reports/<reference>/what-if/<scenario>/", what_if.scenario, name="scenario"),
    path("reports/<reference>/what-if/<scenario>/delete/", what_if.delete, name="delete_scenario"),
    path("reports/<reference>/compare/", comparison, name="compare"),
    path("reports/<reference>/newer-method/", newer_method, name="newer_method"),
    path("reports/<reference>/contributed/", contributed, name="contributed"),
    path("reports/<reference>/annex/", views.annex, name="annex"),
    path("reports/<reference>/national/", views.national, name="national"),
    path("reports/<reference>/documents/", issuing.documents, name="documents"),
    path("reports/<reference>/documents/<document>/", issuing.document, name="document"),
    path(
        "reports/<reference>/documents/<document>/file/",
        issuing.document_file,
        name="document_file",
    ),
]
