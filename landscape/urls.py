"""Addresses of the wizard. An appraisal's reference is in each, so no two can be mixed up."""

from typing import Any

from django.urls import path
from django.urls.resolvers import URLPattern

from landscape import again, contributing, deciding, differing, keeping, taking_part, views
from landscape.bringing_in.views import bring_in, brought_in
from landscape.forms import PageForm
from landscape.sharing_nationally import sharing_nationally
from landscape.wizard import ContributionWizard, Wizard

app_name = "landscape"


def pages(address: str, wizard: type[Wizard], name: str) -> URLPattern:
    """Return the pages of questions. formtools wants a form here; which forms there are depends
    on the appraisal's method."""
    view: Any = wizard.as_view([PageForm], url_name=f"landscape:{name}")
    pattern: URLPattern = path(f"{address}<slug:step>/", view, name=name)
    return pattern


MINE = "appraisals/<slug:reference>/"
CONTRIBUTION = "contributions/<slug:reference>/"
INVITATION = "invitations/<slug:link>/"

urlpatterns = [
    path("", views.home, name="home"),
    path("start/", views.start, name="start"),
    path("bring-in/", bring_in, name="bring_in"),
    path("example/try/", views.try_example, name="try_example"),
    path("sign-in-again/", views.sign_in_again, name="sign_in_again"),
    path("privacy/", keeping.privacy, name="privacy"),
    path("cookies/", keeping.cookies, name="cookies"),
    # What a contributor sees
    path(INVITATION, contributing.welcome, name="welcome"),
    path(f"{INVITATION}new-link/", contributing.ask_for_link, name="ask_for_link"),
    path(CONTRIBUTION, contributing.contribution, name="contribution"),
    path(f"{CONTRIBUTION}hand-in/", contributing.check_and_hand_in, name="hand_in"),
    path(f"{CONTRIBUTION}withdraw/", contributing.take_back, name="withdraw"),
    pages(CONTRIBUTION, ContributionWizard, "contribution_step"),
    # What those who run an appraisal see
    path(MINE, views.task_list, name="task_list"),
    path(f"{MINE}brought-in/", brought_in, name="brought_in"),
    path(f"{MINE}details/", views.details, name="details"),
    path(f"{MINE}check-answers/", views.check_answers, name="check_answers"),
    path(f"{MINE}conclude/", views.show_result, name="conclude"),
    path(f"{MINE}people/", taking_part.people, name="people"),
    path(f"{MINE}people/share/", taking_part.share, name="share"),
    path(f"{MINE}people/<int:access>/", taking_part.change_access, name="change_access"),
    path(f"{MINE}invitations/new/", taking_part.invite, name="invite"),
    path(f"{MINE}invitations/<int:invitation>/", taking_part.manage, name="manage"),
    path(f"{MINE}views/", differing.overview, name="views"),
    path(
        f"{MINE}views/<slug:key>/",
        differing.Settle.as_view([PageForm], url_name="landscape:settle"),
        name="settle",
    ),
    path(f"{MINE}decision/", deciding.decision, name="decision"),
    path(f"{MINE}start-again/", again.start_again, name="start_again"),
    path(f"{MINE}national/", sharing_nationally, name="sharing_nationally"),
    path(f"{MINE}trail/", keeping.trail, name="trail"),
    path(f"{MINE}trail.csv", keeping.trail_csv, name="trail_csv"),
    path(f"{MINE}export.json", keeping.export, name="export"),
    path(f"{MINE}delete/", keeping.delete, name="delete"),
    pages(MINE, Wizard, "step"),
]
