"""Addresses of the national picture."""

from django.urls import path

from reports.releases import api, views

app_name = "national"

urlpatterns = [
    path("national/", views.overview, name="overview"),
    path("national/tables/", views.tables, name="tables"),
    path("national/tables/<slug:table>/", views.table, name="table"),
    path("national/tables/<slug:table>/over-time/", views.over_time, name="over_time"),
    path(
        "national/tables/<slug:table>/over-time/<slug:group>/",
        views.over_time,
        name="group_over_time",
    ),
    path("national/tables/<slug:table>/<slug:split>/", views.split, name="split"),
    path("national/releases/", views.releases, name="releases"),
    path("national/releases/<slug:quarter>/cells.csv", views.cells_csv, name="csv"),
    path("national/releases/<slug:quarter>/cells.ods", views.cells_ods, name="ods"),
    path("national/releases/<slug:quarter>/release.json", views.release_document, name="document"),
    path("national/releases/<slug:quarter>/audit.txt", views.audit, name="audit"),
    path("national-picture/", views.public_overview, name="public"),
    path("national-picture/<slug:table>/", views.public_table, name="public_table"),
    path("guide/how-the-national-picture-is-made/", views.how_made, name="how_made"),
    path("api/national/", api.releases, name="api_releases"),
    path("api/national/<slug:quarter>/", api.tables, name="api_tables"),
    path("api/national/<slug:quarter>/<slug:table>/", api.table, name="api_table"),
]
