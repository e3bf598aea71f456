"""What may be chosen of a lesson, in words for a person; what is kept are the words on the left."""

from django.utils.translation import gettext_lazy as _

HAPPENED_WORDS = (
    ("failed", _("It failed")),
    ("nearly failed", _("It nearly failed")),
    ("worked", _("It worked")),
    ("stopped in time", _("It was stopped in time")),
)
RESPONSE_WORDS = (
    ("capacity", _("Increase capacity")),
    ("skills", _("Build skills and understanding")),
    ("clearer", _("Communicate more clearly")),
    ("checks", _("More checks and controls")),
    ("sooner", _("Test and get feedback sooner")),
    ("plan", _("Plan and prepare in more detail")),
    ("other", _("Something else")),
)
REASON_WORDS = (
    ("attention", _("Attention was wanted in too many places at once")),
    ("skill", _("It needed skills or training that were not there")),
    ("process", _("The way of working did not fit the work")),
    ("hard", _("It was too hard to be done right every time")),
    ("complex", _("Many things met in a way that nobody could foresee")),
    ("uncertain", _("Not enough could be known beforehand")),
    ("tried", _("It was tried to find out whether it works")),
    ("explored", _("It was tried to find out what there is")),
)
CHECK_WORDS = (
    ("right", _("the right lesson")),
    ("wrong", _("the wrong lesson")),
    ("too soon", _("too soon to say")),
    ("retired", _("no longer needed")),
)
STATE_WORDS = {"drawn": _("drawn"), "response chosen": _("a response is chosen"), **dict(CHECK_WORDS)}
