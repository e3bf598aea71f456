"""Words of the libraries under this that can come before a person and have no Welsh there: they are gathered into our own catalogue.

Django's catalogue lacks some, allauth has no Welsh at all. `contracts/test_words.py` looks at every form for one that is not here.
"""

from weeknotes.openness.words import N_

WORDS = (
    N_("Null characters are not allowed."),
    N_("“%(pk)s” is not a valid value."),
    N_("Enter a valid UUID."),
    N_("Ensure this value is less than or equal to %(limit_value)s."),  # Django's Welsh of it says "more or less than"
    N_("Incorrect code."),
    N_("Too many failed login attempts. Try again later."),
    N_("This account is currently inactive."),
    N_("Be patient, you are sending too many requests."),
)
