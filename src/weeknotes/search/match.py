"""What was asked, in each database's own words: FTS5's on SQLite, conditions on the tsvector on PostgreSQL."""

from collections.abc import Iterable

from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from weeknotes.search.asked import Asked, Term
from weeknotes.search.folded import COLUMNS, language, marked

WELSH = language("cy")


def fts5(what: Asked, *, kind: str = "") -> str:
    """The MATCH of FTS5 for `what`, in sections of `kind` alone where one is named. Words are letters and figures, so that nothing can break out."""
    where = f"{{{kind}}} : " if kind else ""

    def one(term: Term) -> str:
        said = f'{where}"{" ".join(term.words)}"{"*" if term.begun else ""}'
        if not term.forms:
            return f"({said})"
        others = " OR ".join(f'{where}"{form}"' for form in term.forms)
        return f'(({said}) OR ((lang : "{WELSH}") AND ({others})))'

    found = " AND ".join(one(term) for term in what.terms)
    return f"({found}) NOT ({' OR '.join(one(term) for term in what.absent)})" if what.absent else found


def tsquery(what: Asked, *, kind: str = "") -> Q:
    """The same for PostgreSQL, as a condition on `Doc`."""
    rule = Q()
    for term in what.terms:
        rule &= _has(term, kind)
    for term in what.absent:
        rule &= ~_has(term, kind)
    return rule


def _has(term: Term, kind: str) -> Q:
    words = [marked(kind, word) if kind else word for word in term.words]
    said = [f"'{word}'" for word in words]
    if term.begun:
        said[-1] += ":*"
    if len(said) == 1:
        others = [marked(kind, form) if kind else form for form in term.forms]
        welsh = f" | ('{WELSH}' & ({_any(others)}))" if others else ""
        return _tsv(f"{said[0]}{welsh}")
    every = _tsv(" & ".join(said))
    # The words of a section, and what has a word more often than its places are kept, are read for the phrase itself.
    if kind:
        return every & Q(**{f"words__{kind}__contains": term.text})
    read = Q()
    for name in COLUMNS[1:]:
        read |= Q(**{f"words__{name}__contains": term.text})
    return _tsv(" <-> ".join(said)) | (Q(long=True) & every & read)


def _any(words: Iterable[str]) -> str:
    return " | ".join(f"'{word}'" for word in words)


def _tsv(query: str) -> Q:
    return Q(RawSQL('"search_doc"."tsv" @@ %s::tsquery', (query,), output_field=BooleanField()))
