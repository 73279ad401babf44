"""Addresses of the folder."""

from __future__ import annotations

from django.urls import path

from salkku.web.pages.folder import views

urlpatterns = [
    path("folder/", views.folder, name="folder"),
    path("folder/agreement.zip", views.download, name="folder_download"),
    path("folder/new/", views.upload, name="folder_upload"),
]
