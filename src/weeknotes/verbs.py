"""What can be typed after `weeknotes`: each verb with its words, in sentences, and where the function is that does it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Word:
    """One argument of a verb, as argparse takes it."""

    names: tuple[str, ...]
    help: str
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verb:
    """What is typed after `weeknotes`, what it does in a sentence, and the function that does it ("package.module:function")."""

    name: str
    summary: str
    function: str
    needs_django: bool
    words: tuple[Word, ...] = ()
    more: str = ""


JSON = Word(("--json",), "print data, one JSON object a line", {"action": "store_true", "dest": "as_json"})
PERSON = Word(("--person",), "whose it is: their name in addresses, or their mail address", {"metavar": "PERSON"})
PASSPHRASE = Word(("--passphrase-file",), "a file whose first line is the passphrase that opens it", {"metavar": "FILE"})
JOTTING = (
    Word(("text",), "what you want to remember, in quotation marks; without it, what is piped in", {"metavar": "TEXT", "nargs": "?"}),
    Word(("--link",), "a web address that belongs to it", {"metavar": "URL", "default": ""}),
    PERSON,
)

VERBS = (
    Verb("serve", "Start the site and its worker, and keep both running.", "weeknotes.config.serve:serve", False),
    Verb("work", "Run the worker alone: it finishes what was left undone.", "weeknotes.work.loop:work", True),
    Verb(
        "bake",
        "Write the public pages that are out of date.",
        "weeknotes.publishing.commands:bake_command",
        True,
        (Word(("--all",), "write every public page again", {"action": "store_true", "dest": "everything"}),),
    ),
    Verb("audit", "Compare every public file, and the search, with what was published.", "weeknotes.publishing.commands:audit_command", True),
    Verb(
        "reindex",
        "Have the search find what is published, where it does not.",
        "weeknotes.search.commands:reindex_command",
        True,
        (Word(("--all",), "read every note again", {"action": "store_true", "dest": "everything"}),),
    ),
    Verb(
        "remember",
        "Remember every published note anew; what was decided stays. Stopped, it goes on where it was.",
        "weeknotes.memory.commands:remember_command",
        True,
        (Word(("--anew",), "begin with the first note where it was stopped before", {"action": "store_true"}),),
    ),
    Verb(
        "read",
        "Show what is read out of notes: week, sections, statements.",
        "weeknotes.prose.command:read",
        False,
        (
            Word(("files",), "a note as plain text, Markdown or HTML", {"metavar": "FILE", "nargs": "+"}),
            Word(("--published",), "the day it was published, such as 2021-03-19", {"metavar": "DATE"}),
            JSON,
        ),
    ),
    Verb(
        "check",
        "Show what to look at again before a note is published.",
        "weeknotes.openness.command:check",
        False,
        (
            Word(("files",), "a note as plain text, Markdown or HTML; without any, JSON Lines are read from standard input", {"metavar": "FILE", "nargs": "*"}),
            Word(JSON.names, "print data, one JSON object a note and line", JSON.options),
        ),
        'Each line of standard input is a note: {"id": …, "lang": "en" or "cy", "html": "…", "context": {…}}; docs/hosts.md says what a context may hold. With --json a line '
        'comes back for each: {"id" or "file": …, "findings": [{"rule", "text", "start", "end", "line", "stop", "what", "why", "do", "source"}]}, where start and end count '
        'characters of the html or of the decoded file, and "stop" says whether the context\'s "stops" name the rule. A line or file that cannot be read is said on standard '
        "error, the others are checked, and the exit code is then 1.",
    ),
    Verb(
        "happened",
        "Show what later notes say of earlier goals: JSON Lines in, an answer for each.",
        "weeknotes.prose.happened_command:happened",
        False,
        (
            Word(("--notes",), "a folder with further notes by the same person, which tell what words are rare in them", {"metavar": "FOLDER"}),
            JSON,
        ),
        'Each line of standard input is {"a": {"file": …, "offset": …}, "b": file}: the paragraph, list item or heading at "offset" of one note, '
        "and a later note by the same person, as plain text, Markdown or HTML. Offsets, and the start and end of what is offered, count "
        "characters (not bytes) of the file as it is decoded, a line end as one. A line that cannot be answered gets an \"error\" and its number; "
        "the exit code is then 1.",
    ),
    Verb(
        "import",
        "Bring notes in from files, folders, archives and feeds, as drafts.",
        "weeknotes.transfer.command:run",
        True,
        (
            Word(("paths",), "a file or folder of notes, an archive of another site, or the address of a feed", {"metavar": "PATH", "nargs": "*"}),
            PERSON,
            Word(("--kind",), "which kind of source it is, where that is not told by looking, such as wordpress", {"metavar": "KIND", "default": ""}),
            Word(
                ("--publish",),
                "publish those that everybody could read there, as far as: me, named, team, organisation or everyone",
                {"metavar": "AUDIENCE"},
            ),
            Word(
                ("--cut-at",),
                "where in a single file a post begins; once for each line",
                {"metavar": "LINE", "action": "append", "type": int},
            ),
            Word(("--fetch-images",), "fetch pictures that are not in it from where they stand", {"action": "store_true"}),
            Word(("--take-alike",), "take in what is nearly the same as another too", {"action": "store_true"}),
            Word(("--dry-run",), "only show what would come in", {"action": "store_true"}),
            Word(("--resume",), "go on with one that was stopped", {"metavar": "RUN", "default": ""}),
            Word(("--undo",), "take one back: its drafts that nobody edited are deleted", {"metavar": "RUN", "default": ""}),
            Word(("--withdraw",), "with --undo: withdraw first what it published", {"action": "store_true"}),
            Word(("--publish-as-before",), "of an export of Weeknotes: what was published is so again, for no more people", {"action": "store_true"}),
            JSON,
        ),
    ),
    Verb(
        "export",
        "Take notes out as files: Markdown, pages to read offline, and data.",
        "weeknotes.transfer.export_command:run",
        True,
        (
            Word(("--person",), "one person's: their name in addresses, or their mail address", {"metavar": "PERSON"}),
            Word(("--team",), "one team's, by its name in addresses", {"metavar": "TEAM"}),
            Word(("--site",), "everybody's, as everybody may see them", {"action": "store_true"}),
            Word(("--to",), "a folder that is not there yet, or a file whose name ends in .zip", {"metavar": "FOLDER", "required": True}),
            Word(("--as",), "as that person may see them", {"metavar": "PERSON", "dest": "acting"}),
        ),
        "A person's notes are taken out as they see them themselves, with drafts and every save; a team's and everybody's as whoever has no account may see them, unless --as "
        "names somebody. docs/export.md says what is in the files.",
    ),
    Verb(
        "archive",
        "Write the public site as a folder that needs no server.",
        "weeknotes.transfer.archive_command:run",
        True,
        (Word(("--to",), "a folder that is not there yet, or a file whose name ends in .zip", {"metavar": "FOLDER", "required": True}),),
    ),
    Verb("jot", "Keep a jotting for this week's note.", "weeknotes.notes.command:new", True, JOTTING),
    Verb("new", "Keep a jotting: the same as jot.", "weeknotes.notes.command:new", True, JOTTING),
    Verb(
        "login",
        "Print a link that signs a person in once.",
        "weeknotes.people.command:login",
        True,
        (Word(("person",), "their name in addresses, or their mail address", {"metavar": "PERSON"}),),
    ),
    Verb(
        "leave",
        "End the account of somebody who has gone, and keep or remove their notes.",
        "weeknotes.transfer.leave_command:run",
        True,
        (
            Word(("person",), "their name in addresses, or their mail address", {"metavar": "PERSON"}),
            Word(
                ("--keep-as",),
                "name: what they published stays under their name; colleague: it stays, without their name; remove: what they wrote alone goes",
                {"metavar": "WAY", "required": True},
            ),
        ),
        "It cannot be taken back. Take their notes out first: weeknotes export --person PERSON --to FOLDER",
    ),
    Verb(
        "disposal",
        "Print the disposal list: the notes whose time is over. It is confirmed on its page alone.",
        "weeknotes.transfer.retention.command:run",
        True,
        (JSON,),
        "Each line has a note's reference, how it stands, what it is, its day and its class: no title and no word of it. Without an open list, how many are due.",
    ),
    Verb(
        "law",
        "Print the searches under the law: reference, when asked, when due, whose, how far.",
        "weeknotes.transfer.law.command:run",
        True,
        (JSON,),
        "Not what was looked for, what was found or whose it was: those whom a request concerns read that on its page. All that is done about one is done there alone.",
    ),
    Verb(
        "doctor",
        "Look at everything that can be wrong with this place, and say what to do.",
        "weeknotes.config.doctor:doctor",
        True,
        (JSON, Word(("--near",), "ask no other machine, and read no whole file: quick", {"action": "store_true"})),
        "Mail server, address and certificate, clock, disk, database, worker, public pages, search, backups. Nothing is changed and no mail is sent. "
        "Each line says what was looked at, what was found, and how that is: well, soon or now. The exit code is 1 where something is to be mended now.",
    ),
    Verb(
        "backup",
        "Back the whole site up into one file, while it runs.",
        "weeknotes.transfer.keeping.commands:backup_command",
        True,
        (
            Word(("--to",), "a folder, or the name of a file that is not there yet; without it: WEEKNOTES_BACKUP_TO, or this folder", {"metavar": "PATH"}),
            Word(("--with-public",), "put the public pages in, too: a restore then need not make them", {"action": "store_true"}),
            Word(("--encrypt",), "lock it for an age recipient, whose key alone opens it", {"metavar": "age:RECIPIENT", "action": "append"}),
            PASSPHRASE,
        ),
        "It holds the database, pictures, sounds and films, and the site's secret: whoever can read it can read every private note.",
    ),
    Verb(
        "restore",
        "Bring a site back from a backup, into an empty place.",
        "weeknotes.config.restore:restore",
        False,
        (
            Word(("file",), "a backup", {"metavar": "FILE"}),
            Word(("--into",), "the data folder to be: empty, or not there yet; without it: WEEKNOTES_DATA", {"metavar": "DATA"}),
            Word(("--identity",), "a file with the age key that opens it", {"metavar": "FILE"}),
            PASSPHRASE,
        ),
        "Every file is compared with its sum before anything is put in place. Then the tables are brought up to this version, the public pages are made, and "
        "everything is looked through as by weeknotes audit. On PostgreSQL, DATABASE_URL names an empty database.",
    ),
    Verb("version", "Print which version this is.", "weeknotes.config.version:show", False),
)


# Verbs that read notes without a site: they know the host's own words all the same.
READING = frozenset({"read", "check", "happened"})
