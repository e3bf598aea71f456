from django.urls import path

from weeknotes.desk import views_returns, views_review, views_sign, views_year

urlpatterns = [
    path("year/", views_year.year_now, name="year"),
    path("year/<int:year>/", views_year.year, name="my-year"),
    path("year/<int:year>/review/", views_year.start_review, name="start-review"),
    path("reviews/<uuid:uid>/", views_review.review, name="review"),
    path("reviews/<uuid:uid>/choose/", views_review.choose_sentence, name="review-choose"),
    path("reviews/<uuid:uid>/answer/", views_review.answer_aim, name="review-answer"),
    path("reviews/<uuid:uid>/with/", views_sign.ask_signer, name="review-with"),
    path("reviews/<uuid:uid>/sign/", views_sign.sign_review, name="review-sign"),
    path("returns/", views_returns.returns, name="returns"),
    path("returns/add/", views_returns.add_return, name="add-return"),
    path("returns/<uuid:uid>/", views_returns.act_on_return, name="act-on-return"),
]
