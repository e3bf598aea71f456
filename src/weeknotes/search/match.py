"""What was asked, in each database's own words: FTS5's on SQLite, conditions on the tsvector on PostgreSQL."""

from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from weeknotes.search.asked import Asked, Term
from weeknotes.search.folded import COLUMNS, language, marked


def fts5(what: Asked, *, kind: str = "") -> str:
    """The MATCH of FTS5 for `what`, in sections of `kind` alone where one is named. Words are letters and figures, so that nothing can break out."""
    where = f"{{{kind}}} : " if kind else ""

    def one(term: Term) -> str:
        said = f'{where}"{" ".join(term.words)}"{"*" if term.begun else ""}'
        any_of = [f'({said})']
        for lang, forms in term.forms:
            others = " OR ".join(f'{where}"{form}"' for form in forms)
            any_of.append(f'((lang : "{language(lang)}") AND ({others}))')
        return f"({' OR '.join(any_of)})"

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
        for lang, forms in term.forms:
            others = " | ".join(f"'{marked(kind, form) if kind else form}'" for form in forms)
            said.append(f"('{language(lang)}' & ({others}))")
        return _tsv(" | ".join(said))
    every = _tsv(" & ".join(said))
    # The words of a section, and what has a word more often than its places are kept, are read for the phrase itself.
    if kind:
        return every & Q(**{f"words__{kind}__contains": term.text})
    read = Q()
    for name in COLUMNS[1:]:
        read |= Q(**{f"words__{name}__contains": term.text})
    return _tsv(" <-> ".join(said)) | (Q(long=True) & every & read)


def _tsv(query: str) -> Q:
    return Q(RawSQL('"search_doc"."tsv" @@ %s::tsquery', (query,), output_field=BooleanField()))
