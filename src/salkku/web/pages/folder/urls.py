"""Addresses of the folder."""

from __future__ import annotations

from django.urls import path

from salkku.web.pages.folder import tables, views

urlpatterns = [
    path("folder/", views.folder, name="folder"),
    path("folder/agreement.zip", views.download, name="folder_download"),
    path("folder/tables/<str:table>/", tables.table, name="folder_table"),
    path("folder/tables/<str:table>/<int:row>/", tables.row, name="folder_row"),
    path("folder/tables/<str:table>/<int:row>/undo/", tables.undo, name="folder_undo"),
    path("folder/new/", views.upload, name="folder_upload"),
]
