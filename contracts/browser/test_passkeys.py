"""A passkey, from the settings to signing in with it, in a browser with an authenticator of its own."""

from dataclasses import replace

import pytest

from contracts import servers
from contracts.browser import stage
from contracts.browser.conftest import Windows

pytestmark = pytest.mark.browser

AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def test_a_passkey_is_added_signs_in_and_is_removed(own: servers.Site, windows: Windows):
    at = windows(replace(own, url=f"http://localhost:{own.port}"))  # a passkey belongs to a name
    page = at.page
    cdp = at.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    device = cdp.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})["authenticatorId"]
    stage.sign_in(at, "mared")
    stage.speak(at, "en")

    at.go("/settings/passkeys/").get_by_role("link", name="Add a passkey").click()
    page.locator("#id_name").fill("My phone")
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url(f"{at.site.url}/settings/passkeys/")
    assert "My phone" in page.locator("main").inner_text()
    assert len(cdp.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]) == 1

    page.get_by_role("button", name="Sign out, Mared").click()
    page.wait_for_url(f"{at.site.url}/")
    at.go("/sign-in/?next=/settings/passkeys/").get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{at.site.url}/settings/passkeys/")
    assert "last used" in page.locator("main").inner_text()
    assert "not known here" not in page.locator("body").inner_text()
    assert "with a passkey" in at.go("/settings/signed-in/").locator("main li", has_text="this one").inner_text()

    at.go("/settings/passkeys/").locator("main li", has_text="My phone").get_by_role("button").click()
    page.get_by_text("None yet").wait_for()

    page.get_by_role("button", name="Sign out, Mared").click()
    page.wait_for_url(f"{at.site.url}/")
    at.go("/sign-in/").get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("That passkey is not known here").wait_for()
    done = [line for line in at.text("/today/").splitlines() if "Sign out" in line]
    assert done == []
