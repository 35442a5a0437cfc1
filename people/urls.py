"""Addresses of the account and its organisations."""

from django.urls import path

from people import account, organisations

app_name = "people"

urlpatterns = [
    path("", account.account, name="account"),
    path("export/", account.export, name="export"),
    path("delete/", account.delete, name="delete"),
    path("deleted/", account.deleted, name="deleted"),
    path("organisations/join/", organisations.join, name="join"),
    path("organisations/add/", organisations.add, name="add"),
    path("organisations/<int:pk>/", organisations.organisation, name="organisation"),
    path(
        "organisations/<int:pk>/invitations/<int:invitation>/withdraw/",
        organisations.withdraw,
        name="withdraw",
    ),
    path("memberships/<int:pk>/decide/", organisations.decide, name="decide"),
    path("memberships/<int:pk>/leave/", organisations.leave, name="leave"),
]
