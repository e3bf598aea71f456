from allauth.account.views import confirm_login_code, request_login_code
from django.urls import path

from weeknotes.people import views, views_away, views_comfort, views_follow, views_former, views_rota, views_settings

urlpatterns = [
    path("welcome/", views.welcome, name="welcome"),
    path("sign-in/", request_login_code, name="sign-in"),
    path("sign-in/code/", confirm_login_code, name="account_confirm_login_code"),
    path("sign-in/link/<str:secret>/", views.sign_in_by_link, name="sign-in-link"),
    path("sign-out/", views.sign_out, name="sign-out"),
    # the names that allauth leads to
    path("sign-in/", request_login_code, name="account_login"),
    path("sign-in/", request_login_code, name="account_request_login_code"),
    path("sign-in/", request_login_code, name="account_signup"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("settings/", views_settings.settings_page, name="settings"),
    path("settings/comfort/", views_comfort.set_comfort, name="comfort"),
    path("settings/away/", views_away.change_away, name="away"),
    path("settings/former/", views_former.former_name, name="former-name"),
    path("settings/following/", views_follow.following, name="following"),
    path("settings/following/change/", views_follow.change_follow, name="change-follow"),
    path("mail/week/off/<str:signed>/", views_follow.end_digest, name="end-digest"),
    path("settings/site/", views_settings.site_settings, name="site-settings"),
    path("settings/people/", views_settings.people, name="people-settings"),
    path("settings/people/<slug:slug>/link/", views_settings.link_for, name="link-for"),
    path("settings/people/<slug:slug>/leave/", views_settings.leave_site, name="leave-site"),
    path("settings/teams/", views_settings.teams, name="teams-settings"),
    path("settings/teams/<slug:slug>/", views_settings.team, name="team-settings"),
    path("settings/teams/<slug:slug>/rota/", views_rota.change_rota, name="change-rota"),
]
