from allauth.account.views import confirm_login_code, request_login_code
from allauth.mfa.webauthn.views import login_webauthn
from django.urls import path

from weeknotes.people import (
    views,
    views_address,
    views_away,
    views_comfort,
    views_follow,
    views_former,
    views_passkeys,
    views_rota,
    views_sessions,
    views_settings,
)
from weeknotes.people.organisation_sign_in import come_back, sign_in_with

urlpatterns = [
    path("welcome/", views.welcome, name="welcome"),
    path("sign-in/", request_login_code, name="sign-in"),
    path("sign-in/code/", confirm_login_code, name="account_confirm_login_code"),
    path("sign-in/passkey/", login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/with/<slug:provider_id>/", sign_in_with, name="openid_connect_login"),
    path("sign-in/with/<slug:provider_id>/back/", come_back, name="openid_connect_callback"),
    path("sign-in/link/<str:secret>/", views.sign_in_by_link, name="sign-in-link"),
    path("sign-out/", views.sign_out, name="sign-out"),
    # the names that allauth leads to
    path("sign-in/", request_login_code, name="account_login"),
    path("sign-in/", request_login_code, name="account_request_login_code"),
    path("sign-in/", request_login_code, name="account_signup"),
    path("sign-in/", request_login_code, name="socialaccount_login_cancelled"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("settings/passkeys/", views_passkeys.passkeys, name="mfa_index"),
    path("settings/passkeys/", views_passkeys.passkeys, name="mfa_list_webauthn"),
    path("settings/", views_settings.settings_page, name="settings"),
    path("settings/signed-in/", views_sessions.signed_in, name="signed-in"),
    path("settings/passkeys/", views_passkeys.passkeys, name="passkeys"),
    path("settings/passkeys/add/", views_passkeys.add_passkey, name="add-passkey"),
    path("settings/passkeys/again/", views_passkeys.sign_in_again, name="sign-in-again"),
    path("settings/passkeys/<int:pk>/remove/", views_passkeys.remove_passkey, name="remove-passkey"),
    path("settings/address/", views_address.prove_address, name="prove-address"),
    path("settings/comfort/", views_comfort.set_comfort, name="comfort"),
    path("settings/away/", views_away.change_away, name="away"),
    path("settings/former/", views_former.former_name, name="former-name"),
    path("settings/following/", views_follow.following, name="following"),
    path("settings/following/change/", views_follow.change_follow, name="change-follow"),
    path("mail/week/off/<str:signed>/", views_follow.end_digest, name="end-digest"),
    path("settings/site/", views_settings.site_settings, name="site-settings"),
    path("settings/people/", views_settings.people, name="people-settings"),
    path("settings/people/<slug:slug>/link/", views_settings.link_for, name="link-for"),
    path("settings/people/<slug:slug>/out/", views_settings.sign_out_of, name="sign-out-of"),
    path("settings/people/<slug:slug>/leave/", views_settings.has_left, name="leave-site"),
    path("settings/teams/", views_settings.teams, name="teams-settings"),
    path("settings/teams/<slug:slug>/", views_settings.team, name="team-settings"),
    path("settings/teams/<slug:slug>/rota/", views_rota.change_rota, name="change-rota"),
]
