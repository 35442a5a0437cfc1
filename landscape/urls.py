"""Addresses of the wizard. An appraisal's reference is in each, so no two can be mixed up."""

from django.urls import path

from landscape import views
from landscape.forms import PageForm

app_name = "landscape"

urlpatterns = [
    path("", views.home, name="home"),
    path("start/", views.start, name="start"),
    path("appraisals/<reference>/", views.task_list, name="task_list"),
    path("appraisals/<reference>/details/", views.details, name="details"),
    path("appraisals/<reference>/check-answers/", views.check_answers, name="check_answers"),
    path("appraisals/<reference>/conclude/", views.show_result, name="conclude"),
    path(
        "appraisals/<reference>/<step>/",
        # formtools wants a form here; which forms there are depends on the appraisal's method.
        views.Wizard.as_view([PageForm], url_name="landscape:step"),
        name="step",
    ),
]
