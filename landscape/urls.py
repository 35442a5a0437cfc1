"""Addresses of the wizard. An appraisal's reference is in each, so no two can be mixed up."""

from django.urls import path

from landscape import views
from landscape.forms import PageForm

app_name = "landscape"

urlpatterns = [
    path("", views.home, name="home"),
    path("start/", views.start, name="start"),
    path("appraisals/<slug:reference>/", views.task_list, name="task_list"),
    path("appraisals/<slug:reference>/details/", views.details, name="details"),
    path("appraisals/<slug:reference>/check-answers/", views.check_answers, name="check_answers"),
    path("appraisals/<slug:reference>/conclude/", views.show_result, name="conclude"),
    path(
        "appraisals/<slug:reference>/<slug:step>/",
        # formtools wants a form here; which forms there are depends on the appraisal's method.
        views.Wizard.as_view([PageForm], url_name="landscape:step"),
        name="step",
    ),
]
