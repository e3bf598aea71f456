"""The page on which a review is prepared: choosing, answering, signing, and who may not."""

import re
import uuid
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from weeknotes.desk.tests.conftest import client_of, words_on
from weeknotes.memory.kinds import AIM
from weeknotes.memory.models import Outcome, Thread
from weeknotes.memory.models_review import Evidence, Review, Signature
from weeknotes.memory.review import NotChosen, choose, unchoose
from weeknotes.memory.review_page import find
from weeknotes.memory.sign import NotSigned, ask_to_sign, sign
from weeknotes.notes.delete import delete, erase
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note, NotePerson
from weeknotes.notes.save import save
from weeknotes.notes.start import start
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.models import Person
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw

pytestmark = pytest.mark.django_db
AIM_WORDS = "I want to ask people about damp before I count complaints."
SAID = "We went round and asked people about damp in their own kitchens."
BEFORE = f"<h2>Growth and development</h2><h3>What do I want to be saying at my next annual review?</h3><p>{AIM_WORDS}</p>"


@pytest.fixture
def review(nerys: Person, browser: Client) -> Review:
    """The review of 2023, a draft, after an aim of 2022 and a note that bears on it."""
    for title, html, dated in (("My year 2022", BEFORE, date(2022, 12, 1)), ("Kitchens", f"<p>It rained. {SAID} The bus was late.</p>", date(2023, 5, 9))):
        note = start(author=nerys, monday=None, kind=Note.REFLECTION, title=title, html=html, level=Level.PUBLIC, dated=dated)
        publish(note=note, by=nerys)
    browser.post("/year/2023/review/", {"from": "annual", "lang": "en", "lines": "The work\nWellbeing"})
    return Review.objects.select_related("note").get()


def address(held: Review, more: str = "") -> str:
    return f"/reviews/{held.note.uid}/{more}"


def chosen(html: str, words: str = SAID) -> str:
    found = re.search(r'name="choose" value="([^"]+)"', html[html.index(words) :])
    assert found
    return found[1]


def text_of(held: Review) -> str:
    return held.note.bodies.get().html


def test_a_review_opens_with_the_aim_and_what_bears_on_it_and_nothing_is_chosen_by_itself(browser: Client, review: Review) -> None:
    answer = browser.get(address(review))
    words = words_on(answer)
    assert AIM_WORDS in words
    assert "My year 2022" in words
    assert f"“{SAID}” Kitchens" in words
    assert "both speak of" in words.lower()
    assert not Evidence.objects.exists()
    assert SAID not in text_of(review)


def test_what_i_choose_goes_into_the_review_as_a_quotation_with_a_link_and_out_again(browser: Client, review: Review) -> None:
    before = text_of(review)
    sent = {"aim": Thread.objects.get(kind=AIM).uid, "choose": chosen(browser.get(address(review)).content.decode())}
    assert browser.post(address(review, "choose/"), sent).status_code == 302
    html = text_of(review)
    assert f"“{SAID}”" in html
    assert 'href="/people/nerys-pugh/kitchens/"' in html, "where everybody reads it"
    assert AIM_WORDS in html
    row = Evidence.objects.get()
    assert (row.quote, row.before, row.note.bodies.get().title) == (SAID, "It rained. ", "Kitchens")
    browser.post(address(review, "choose/"), sent)
    assert (Evidence.objects.count(), text_of(review).count(SAID)) == (1, 1), "chosen twice is once"
    browser.post(address(review, "choose/"), {"drop": row.uid})
    assert text_of(review) == before
    assert not Evidence.objects.exists()


def test_any_sentence_of_the_year_is_found_by_its_words_and_chosen_beside_no_aim(browser: Client, review: Review) -> None:
    page = browser.get(address(review, "?find=kitchen")).content.decode()
    at = page.index('id="others"')
    browser.post(address(review, "choose/"), {"choose": chosen(page[at:])})
    assert Evidence.objects.get().aim is None
    assert f"“{SAID}”" in text_of(review)
    assert SAID in words_on(browser.get(address(review)))
    assert "No sentence of the year has “zeppelin”." in words_on(browser.get(address(review, "?find=zeppelin")))


def test_what_is_not_there_is_not_chosen_and_is_said(browser: Client, review: Review) -> None:
    choice = chosen(browser.get(address(review)).content.decode())
    for sent in ({"choose": choice, "aim": uuid.uuid4()}, {"choose": "nothing"}, {}, {"drop": uuid.uuid4()}):
        assert browser.post(address(review, "choose/"), sent).status_code == 404
    note = choice.partition(":")[0]
    for gone in (f"{note}:en:{'0' * 16}", f"{uuid.uuid4()}:en:{choice.rpartition(':')[2]}"):
        assert "does not stand in its note any more" in words_on(browser.post(address(review, "choose/"), {"choose": gone}, follow=True))
    assert not Evidence.objects.exists()


def test_nobody_elses_sentence_can_be_chosen(browser: Client, review: Review, tomos: Person) -> None:
    note = start(author=tomos, monday=None, kind=Note.REFLECTION, title="His", html="<p>Damp complaints and people.</p>", level=Level.PUBLIC, dated=date(2023, 6, 1))
    publish(note=note, by=tomos)
    assert "Damp complaints and people." not in words_on(browser.get(address(review, "?find=damp")))
    assert find(review, viewer_of(review.person), str(note.uid), "en", "0" * 16) is None


def test_a_private_sentence_is_quoted_for_me_alone(browser: Client, review: Review, nerys: Person) -> None:
    note = start(author=nerys, monday=None, kind=Note.REFLECTION, title="Mine", html="<p>I dreamt of the rota.</p>", dated=date(2023, 6, 1))
    publish(note=note, by=nerys, level=Level.ME)
    browser.post(address(review, "choose/"), {"choose": chosen(browser.get(address(review, "?find=rota")).content.decode(), "I dreamt of the rota.")})
    assert '<h2 data-audience="me">What I wanted to be saying</h2>' in text_of(review)


def test_my_word_on_an_aim_is_kept_beside_it_and_can_be_taken_back(browser: Client, review: Review, nerys: Person) -> None:
    aim = Thread.objects.get(kind=AIM)
    browser.post(address(review, "answer/"), {"aim": aim.uid, "word": "partly", "because": "Asked, and counted too."})
    kept = Outcome.objects.get()
    assert (kept.word, kept.because, kept.week) == ("partly", "Asked, and counted too.", date(2023, 12, 25))
    page = words_on(browser.get(address(review)))
    assert AIM_WORDS in page
    assert "Asked, and counted too." in page
    browser.post("/year/2024/review/", {"from": "annual", "lang": "en", "lines": "The work"})
    later = Review.objects.select_related("note").get(last__year=2024)
    assert AIM_WORDS not in words_on(browser.get(address(later))), "answered, it does not return"
    browser.post(address(review, "answer/"), {"aim": aim.uid, "take_back": "1"})
    assert not Outcome.objects.exists()
    assert AIM_WORDS in words_on(browser.get(address(later)))


@pytest.mark.parametrize(("sent", "sentence"), [({"because": "So."}, "Choose a word for it"), ({"word": "done", "because": "So."}, "cannot be said of this"), ({"word": "yes", "because": "So." * 900}, "up to 2000 are kept")])
def test_an_answer_that_is_none_is_told_so_and_what_was_typed_is_there(browser: Client, review: Review, sent: dict[str, str], sentence: str) -> None:
    answer = browser.post(address(review, "answer/"), {"aim": str(Thread.objects.get(kind=AIM).uid), **sent})
    assert answer.status_code == 422
    assert sentence in words_on(answer)
    assert ">So." in answer.content.decode()
    assert not Outcome.objects.exists()
    assert browser.post(address(review, "answer/"), {"aim": uuid.uuid4(), "word": "yes"}).status_code == 404


def test_not_that_in_the_margin_is_no_aim_any_more(browser: Client, review: Review, nerys: Person) -> None:
    body = review.note.bodies.get()
    save(body=body, by=nerys, title=body.title, html="<h2>What do I want to be saying at my next annual review?</h2><p>Tuesdays are mine.</p>", version=body.version, save_key=uuid.uuid4())
    assert "Tuesdays are mine." in words_on(browser.get(address(review)))
    page = browser.get(f"/write/{review.note.uid}/en/")
    assert "Aim" in words_on(page)
    key = re.search(r'name="key_kind" value="([0-9a-f]{16}):"', page.content.decode())
    assert key
    browser.post(f"/write/{review.note.uid}/en/kind/", {"key_kind": f"{key[1]}:"})
    assert "Tuesdays are mine." not in words_on(browser.get(address(review)))
    publish(note=review.note, by=nerys, level=Level.ME)
    assert not Thread.objects.filter(kind=AIM, words="Tuesdays are mine.").exists()


def test_nobody_else_has_the_page_of_a_review_or_changes_it(review: Review, tomos: Person) -> None:
    his = client_of(tomos)
    assert his.get(address(review)).status_code == 404
    for path in ("choose/", "answer/", "with/"):
        assert his.post(address(review, path)).status_code == 404
    assert Client().get(address(review))["Location"].startswith("/sign-in/")
    found = find(review, viewer_of(review.person), *chosen(client_of(review.person).get(address(review)).content.decode()).split(":"))
    assert found
    note, sentence, text = found
    with pytest.raises(NotChosen, match="Only whoever writes this review"):
        choose(review=review, by=tomos, sentence=sentence, aim=None, in_note=note, text=text)
    row = choose(review=review, by=review.person, sentence=sentence, aim=None, in_note=note, text=text)
    with pytest.raises(NotChosen):
        unchoose(evidence=row, by=tomos, aim=None)
    with pytest.raises(NotSigned, match="Only whoever writes"):
        ask_to_sign(review=review, by=tomos, person=tomos)


def test_deleted_for_good_a_note_takes_its_chosen_sentences_along_and_a_review_its_signatures(browser: Client, review: Review, nerys: Person) -> None:
    browser.post(address(review, "choose/"), {"choose": chosen(browser.get(address(review)).content.decode())})
    note = Evidence.objects.get().note
    withdraw(note=note, by=nerys)
    delete(note=note, by=nerys)
    erase(note=note, by=nerys)
    assert not Evidence.objects.exists()
    delete(note=review.note, by=nerys)
    assert browser.get(address(review)).status_code == 404
    erase(note=review.note, by=nerys)
    assert not Review.objects.exists()


# Signing together.


@pytest.fixture
def shared_review(browser: Client, review: Review, nerys: Person, tomos: Person) -> Review:
    """The review with Tomos asked to sign it, published for the people named."""
    body = review.note.bodies.get()
    html = '<h2>The work</h2><p>We asked first.</p><h2 data-audience="me">Wellbeing</h2><p>I slept badly.</p>'
    save(body=body, by=nerys, title="My year", html=html, version=body.version, save_key=uuid.uuid4())
    assert "Tomos Rees is named on your review" in words_on(browser.post(address(review, "with/"), {"person": "tomos-rees"}, follow=True))
    review.note.refresh_from_db()
    publish(note=review.note, by=nerys)
    return Review.objects.select_related("note", "note__edition").get()


def test_asking_somebody_to_sign_names_them_and_shares_all_but_what_is_personal(shared_review: Review, tomos: Person, sian: Person) -> None:
    note = shared_review.note
    assert (note.level, NotePerson.objects.get(note=note).person) == (Level.NAMED, tomos)
    read = words_on(client_of(tomos).get(f"/notes/{note.uid}/"))
    assert "We asked first." in read
    assert "Wellbeing" not in read
    assert "Who has signed" in read
    assert client_of(sian).get(f"/notes/{note.uid}/").status_code == 404
    assert client_of(sian).get(address(shared_review, "sign/")).status_code == 404


def test_each_signs_by_their_own_click_as_equals_and_both_see_it(browser: Client, shared_review: Review, tomos: Person) -> None:
    his = client_of(tomos)
    page = words_on(his.get(address(shared_review, "sign/")))
    assert page.count("not signed") == 2
    his.post(address(shared_review, "sign/"), {"edition": "1"})
    for client in (browser, his):
        page = words_on(client.get(address(shared_review, "sign/")))
        assert page.count("signed on") == 1
        assert page.count("not signed") == 1
    browser.post(address(shared_review, "sign/"), {"edition": "1"})
    assert words_on(his.get(address(shared_review, "sign/"))).count("signed on") == 2
    again = Signature.objects.get(person=tomos)
    his.post(address(shared_review, "sign/"), {"edition": "1"})
    assert Signature.objects.get(person=tomos) == again
    his.post(address(shared_review, "sign/"), {"take_back": "1"})
    assert not Signature.objects.filter(person=tomos).exists()


def test_a_changed_text_asks_both_again_and_an_old_page_does_not_sign_the_new_text(browser: Client, shared_review: Review, nerys: Person, tomos: Person) -> None:
    his = client_of(tomos)
    his.post(address(shared_review, "sign/"), {"edition": "1"})
    body = shared_review.note.bodies.get()
    save(body=body, by=nerys, title=body.title, html="<p>We counted first.</p>", version=body.version, save_key=uuid.uuid4())
    publish(note=shared_review.note, by=nerys)
    assert "signed an earlier text" in words_on(his.get(address(shared_review, "sign/")))
    old = his.post(address(shared_review, "sign/"), {"edition": "1"})
    assert old.status_code == 422
    assert "The text has changed since you opened this page." in words_on(old)
    his.post(address(shared_review, "sign/"), {"edition": "2"})
    assert "signed on" in words_on(his.get(address(shared_review, "sign/")))


def test_a_third_person_reads_who_signed_and_cannot_sign(browser: Client, shared_review: Review, nerys: Person, sian: Person) -> None:
    publish(note=shared_review.note, by=nerys, level=Level.ORGANISATION)
    hers = client_of(sian)
    page = hers.get(address(shared_review, "sign/"))
    assert "Tomos Rees" in words_on(page)
    assert "Sign it as it stands" not in words_on(page)
    refused = hers.post(address(shared_review, "sign/"), {"edition": "2"})
    assert refused.status_code == 422
    assert "you are neither of them" in words_on(refused)
    assert not Signature.objects.exists()


def test_a_draft_is_signed_by_nobody_and_whom_one_cannot_ask_is_said(browser: Client, review: Review, nerys: Person, tomos: Person) -> None:
    assert browser.get(address(review, "sign/")).status_code == 404
    with pytest.raises(NotSigned, match="nothing to sign yet"):
        sign(review=review, by=nerys, edition=1, at=timezone.now())
    for whom in ("nobody-here", "nerys-pugh"):
        answer = browser.post(address(review, "with/"), {"person": whom})
        assert answer.status_code == 422
        assert "Choose one other person who signs in here." in words_on(answer)
    browser.post(address(review, "with/"), {"person": "tomos-rees"})
    assert "Nobody is asked to sign any more." in words_on(browser.post(address(review, "with/"), {"person": ""}, follow=True))
    review.refresh_from_db()
    assert review.signer is None


def test_asking_another_person_lets_the_first_ones_signature_go(browser: Client, shared_review: Review, tomos: Person, sian: Person) -> None:
    client_of(tomos).post(address(shared_review, "sign/"), {"edition": "1"})
    browser.post(address(shared_review, "with/"), {"person": "sian-owen"})
    assert not Signature.objects.exists()
    assert "Tomos" not in words_on(browser.get(address(shared_review, "sign/")))


def test_whoever_lets_fewer_read_a_note_is_told_which_review_says_sentences_of_it(browser: Client, review: Review, nerys: Person) -> None:
    browser.post(address(review, "choose/"), {"choose": chosen(browser.get(address(review)).content.decode())})
    note = Note.objects.get(bodies__title="Kitchens")
    page, told = f"/write/{note.uid}/{note.lead_lang}/", "which more people may read. They stay there until you take them out."
    assert told not in words_on(browser.post(f"{page}who/", {"do": "fewer", "level": "3"}, follow=True))  # the review is a draft
    publish(note=review.note, by=nerys, level=Level.ORGANISATION)
    assert told not in words_on(browser.get(f"{page}who/"))
    assert told in words_on(browser.post(f"{page}who/", {"do": "fewer", "level": "2"}, follow=True))
    assert told in words_on(browser.post(f"{page}withdraw/", {"text": note.bodies.get().html}, follow=True))
