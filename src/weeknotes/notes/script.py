"""The words that the write page's script says, in the reader's language. Keys are those of editor/words.json."""

from django.utils.translation import gettext as _


def script_words() -> dict[str, str]:
    """Key to sentence. `{time}` and the like are filled in by the script."""
    return {
        "body": _("Note"),
        "keys": _("Ctrl+K makes a link. Alt+F10 goes to the buttons. In a list, Escape and then Tab goes on."),
        "toolbar": _("Text"),
        "heading": _("Heading"),
        "subheading": _("Smaller heading"),
        "strong": _("Strong"),
        "emphasis": _("Emphasis"),
        "link": _("Link"),
        "list": _("List"),
        "numbers": _("1, 2, 3"),
        "quote": _("Quote"),
        "undo": _("Undo"),
        "redo": _("Redo"),
        "link_title": _("Link"),
        "link_address": _("Address"),
        "link_text": _("Words of the link"),
        "link_ask": _("Ask the page for its title"),
        "link_asking": _("Asking…"),
        "link_keep": _("Keep"),
        "link_remove": _("Remove link"),
        "link_cancel": _("Cancel"),
        "link_wrong": _("That is not an address. One looks like example.org, https://example.org/page or name@example.org."),
        "link_wordless": _("Write the words that readers will press."),
        "audience_me": _("only me"),
        "audience_named": _("people named only"),
        "audience_team": _("team only"),
        "audience_organisation": _("organisation only"),
        "audience_gone": _(
            "A heading that kept its part to fewer readers has gone; the part now has the note’s readers. Undo brings it back."
        ),
        "saving": _("Saving…"),
        "unsaved": _("Not saved yet"),
        "kept_apart": _("Kept beside the other text. Both are here: choose, or keep parts of each."),
        "failed_network": _("Not saved: the site does not answer. Kept on this device; I try again by myself."),
        "failed_signed_out": _("Not saved: you are signed out. Kept on this device. Sign in in another tab, then write on here."),
        "failed_refused": _("Not saved: the site did not take it. Kept on this device."),
        "failed_unkept": _("Not saved, and this device cannot keep it either. Copy your text before you close the page."),
        "held": _("Nothing was sent: your last words have not reached the site. Try again when it answers."),
        "offer": _("These words were kept on this device at {time} and may not have reached the site."),
        "offer_read": _("Read them"),
        "offer_use": _("Use it"),
        "offer_leave": _("Leave it"),
        "offer_used": _("The words from this device are in place. Undo brings the others back."),
        "not_in_text": _("Those words are no longer in the text."),
        "entry_failed": _("That was not kept: the site does not answer. Try again."),
        "inserted": _("Put into your note."),
        "paste_pictures": _("The words were put in; pictures from elsewhere were left out."),
        "only_text": _("Only text can be put here."),
    }


def jot_words() -> dict[str, str]:
    """What the script of the page for jottings says."""
    return {
        "sent": _("Kept. It waits on your Friday page."),
        "offline": _("Kept on this device. It is sent when the site answers."),
        "failed": _("Kept on this device. The site could not take it just now; I try again by myself."),
        "signed_out": _("Kept on this device. You are signed out: it is sent once you sign in again."),
        "stranger": _("Nobody has signed in on this device yet, or they signed out. Sign in once; then lines wait here without a connection, too."),
        "unkept": _("This device cannot keep it. Copy your line, and try again when you have a connection."),
        "empty": _("There is nothing to keep: the line is empty."),
        "take_out": _("Take it back into the box"),
        "drag": _("Drag it to the bar of bookmarks; pressed there, on another page, it opens this one filled in."),
    }
