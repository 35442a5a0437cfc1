"""Addresses of the pages that anyone may read."""

from django.urls import path

from reports.guide import views

app_name = "guide"

urlpatterns = [
    path("", views.about, name="about"),
    path("approaches/", views.approaches, name="approaches"),
    path("approaches/<slug:key>/", views.approach, name="approach"),
    path("mechanisms/", views.mechanisms, name="mechanisms"),
    path("mechanisms/<slug:key>/", views.mechanism, name="mechanism"),
    path("method/", views.the_method, name="method"),
    path("method/<slug:slug>/", views.chapter, name="chapter"),
    path("evidence/", views.evidence, name="evidence"),
    path("how-questions-were-chosen/", views.choosing, name="choosing"),
    path("glossary/", views.glossary, name="glossary"),
    path("questions/", views.all_questions, name="questions"),
    path("on-paper/", views.on_paper, name="on_paper"),
    path("on-paper/workshop/", views.workshop, name="workshop"),
    path("on-paper/<slug:length>-form/", views.blank_form, name="form"),
    path("on-paper/<slug:length>-form.pdf", views.blank_form_pdf, name="form_pdf"),
]
