"""Addresses of sign-in and of the second factor, each guarded like our own pages."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path

from salkku.web.accounts import views
from salkku.web.accounts.permissions import ANYONE, SIGNED_IN, requires

anyone, signed_in = requires(ANYONE), requires(SIGNED_IN)

unprefixed = [path("enter/<str:token>/", views.enter, name="enter")]
urlpatterns = [
    path("demo/", views.enter_demo, name="enter_demo"),
    path("login/", anyone(account.login), name="account_login"),
    path("logout/", anyone(account.logout), name="account_logout"),
    path("signup/", anyone(account.signup), name="account_signup"),
    path("inactive/", anyone(account.account_inactive), name="account_inactive"),
    path("password/", signed_in(account.password_change), name="account_change_password"),
    path("password/set/", signed_in(account.password_set), name="account_set_password"),
    path("again/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("second/", signed_in(mfa.index), name="mfa_index"),
    path("second/ask/", anyone(mfa.authenticate), name="mfa_authenticate"),
    path("second/trust/", anyone(mfa.trust), name="mfa_trust"),
    path("second/again/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("second/totp/on/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("second/totp/off/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("second/codes/", signed_in(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "second/codes/new/",
        signed_in(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "second/codes/file/",
        signed_in(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
