"""The index itself, which each database has of its own: FTS5 over the words on SQLite, a tsvector beside each row on PostgreSQL.

On SQLite triggers keep it in step with `search_words`, whoever removes a row. A later migration that alters that table makes it anew
without them: it has to put them back, and rebuild.
"""

from django.db import migrations

COLUMNS = (
    "lang", "by", "title", "goals", "next", "watch", "learned", "wins", "challenges", "did", "decisions", "ask", "reading", "thanks",
    "metrics", "personal", "other",
)


def _listed(before: str = "") -> str:
    return ", ".join(f'{before}"{name}"' for name in COLUMNS)


SQLITE = (
    # Words are folded before they come here; "|" is a letter of what nobody can type.
    f"""CREATE VIRTUAL TABLE search_fts USING fts5({_listed()}, content='search_words', content_rowid='doc_id',
    columnsize=0, tokenize="ascii tokenchars '|'")""",
    f"""CREATE TRIGGER search_words_in AFTER INSERT ON search_words BEGIN
    INSERT INTO search_fts(rowid, {_listed()}) VALUES (new.doc_id, {_listed('new.')}); END""",
    f"""CREATE TRIGGER search_words_out AFTER DELETE ON search_words BEGIN
    INSERT INTO search_fts(search_fts, rowid, {_listed()}) VALUES ('delete', old.doc_id, {_listed('old.')}); END""",
    f"""CREATE TRIGGER search_words_new AFTER UPDATE ON search_words BEGIN
    INSERT INTO search_fts(search_fts, rowid, {_listed()}) VALUES ('delete', old.doc_id, {_listed('old.')});
    INSERT INTO search_fts(rowid, {_listed()}) VALUES (new.doc_id, {_listed('new.')}); END""",
)
POSTGRESQL = (
    "ALTER TABLE search_doc ADD COLUMN tsv tsvector",
    # Long values stand apart, so that looking at who may read what reads little.
    "ALTER TABLE search_doc SET (toast_tuple_target = 128)",
    "ALTER TABLE search_doc ALTER COLUMN tsv SET STORAGE EXTERNAL",
    "CREATE INDEX search_doc_tsv ON search_doc USING gin (tsv) WITH (fastupdate = off)",
)
BACK = {
    "sqlite": ("DROP TRIGGER search_words_in", "DROP TRIGGER search_words_out", "DROP TRIGGER search_words_new", "DROP TABLE search_fts"),
    "postgresql": ("DROP INDEX search_doc_tsv", "ALTER TABLE search_doc DROP COLUMN tsv"),
}


def make(apps, editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[editor.connection.vendor]:
        editor.execute(statement, params=None)


def unmake(apps, editor):
    for statement in BACK[editor.connection.vendor]:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(make, unmake)]
