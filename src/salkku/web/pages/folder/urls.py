"""Addresses of the folder."""

from __future__ import annotations

from django.urls import path

from salkku.web.pages.folder.tables import row, table, undo
from salkku.web.pages.folder.views import download, folder, upload

urlpatterns = [
    path("folder/", folder, name="folder"),
    path("folder/agreement.zip", download, name="folder_download"),
    path("folder/tables/<str:table>/", table, name="folder_table"),
    path("folder/tables/<str:table>/<int:row>/", row, name="folder_row"),
    path("folder/tables/<str:table>/<int:row>/undo/", undo, name="folder_undo"),
    path("folder/new/", upload, name="folder_upload"),
]
