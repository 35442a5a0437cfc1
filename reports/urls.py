"""Addresses of what an appraisal found."""

from django.urls import path

from reports import views

app_name = "reports"

urlpatterns = [
    path("example/", views.example, name="example"),
    path("reports/<reference>/", views.result, name="result"),
    path("reports/<reference>/annex/", views.annex, name="annex"),
    path("reports/<reference>/report.pdf", views.pdf, name="pdf"),
]
