"""What laws, exemptions, kinds and states are called, and what those words say in either language."""

from django.utils.translation import gettext_lazy

LAWS = (
    ("foi", gettext_lazy("Freedom of Information Act 2000")),
    ("eir", gettext_lazy("Environmental Information Regulations 2004")),
    ("own-data", gettext_lazy("UK GDPR, article 15: what is held about somebody")),
    ("court", gettext_lazy("An order of a court or tribunal")),
    ("inquiry", gettext_lazy("An inquiry or regulator with the power to ask")),
)
# Why something may be kept back, in plain words; the sections are those of the Freedom of Information Act 2000.
EXEMPTIONS = (
    ("personal", gettext_lazy("It is about a person who could be told from it (section 40)")),
    ("confidence", gettext_lazy("Somebody else gave it in confidence (section 41)")),
    ("harm", gettext_lazy("It could put somebody in danger (section 38)")),
    ("advice", gettext_lazy("Free and frank views: harm to how we work (section 36)")),
    ("commercial", gettext_lazy("Somebody’s business would be harmed (section 43)")),
    ("legal", gettext_lazy("Advice of lawyers (section 42)")),
    ("enforcement", gettext_lazy("An inspection or inquiry would be harmed (section 31)")),
    ("to-come", gettext_lazy("It is about to be published (section 22)")),
    ("there", gettext_lazy("Everybody can read it already (section 21)")),
    ("other", gettext_lazy("Another reason, said below")),
)
KINDS = (
    ("note", gettext_lazy("a note")),
    ("jotting", gettext_lazy("a jotting")),
    ("question", gettext_lazy("a question")),
    ("answer", gettext_lazy("an answer")),
    ("comment", gettext_lazy("a comment on a draft")),
    ("thread", gettext_lazy("a goal, lesson or the like")),
    ("outcome", gettext_lazy("what became of a goal or the like")),
    ("transcript", gettext_lazy("words of a sound or film")),
)
STATES = (
    ("draft", gettext_lazy("a draft")),
    ("withdrawn", gettext_lazy("withdrawn")),
    ("deleted", gettext_lazy("deleted, not gone yet")),
    ("me", gettext_lazy("for its writers alone")),
    ("named", gettext_lazy("for the people named on it")),
    ("team", gettext_lazy("for its teams")),
    ("organisation", gettext_lazy("for the organisation")),
    ("public", gettext_lazy("for everyone")),
    ("own", gettext_lazy("not for others")),
)
ANSWERS = (("", gettext_lazy("no answer yet")), ("about", gettext_lazy("it is about this")), ("not-about", gettext_lazy("it is not about this")))
DECISIONS = (("", gettext_lazy("not decided yet")), ("out", gettext_lazy("goes out")), ("back", gettext_lazy("is kept back")))
HOW = (("now", gettext_lazy("As it stands")), ("published", gettext_lazy("As it was published")), ("earlier", gettext_lazy("As it was saved earlier")))


def called(names: tuple[tuple[str, object], ...], key: str) -> str:
    """What `key` is called in the language in force; "" where it is none of them."""
    return str(dict(names).get(key, ""))
