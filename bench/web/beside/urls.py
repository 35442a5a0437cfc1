"""Addresses of what is measured beside the product."""

from django.urls import path

from bench.web.beside.forms import form_list
from bench.web.beside.views import Wizard, bare, healthz

wizard = Wizard.as_view(form_list(), url_name="wizard_step")

urlpatterns = [
    path("healthz", healthz),
    path("bare/", bare),
    path("wizard/", wizard, name="wizard"),
    path("wizard/<slug:step>/", wizard, name="wizard_step"),
]
