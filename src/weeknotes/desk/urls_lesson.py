from django.urls import path

from weeknotes.desk import views_lesson

urlpatterns = [
    path("lessons/", views_lesson.my_lessons, name="lessons"),
    path("lessons/new/", views_lesson.new_lesson, name="new-lesson"),
    path("lessons/from/<uuid:uid>/<slug:lang>/", views_lesson.lesson_from, name="lesson-from"),
    path("lessons/<uuid:uid>/", views_lesson.lesson, name="lesson"),
    path("lessons/<uuid:uid>/change/", views_lesson.change_lesson, name="change-lesson"),
    path("write/<uuid:uid>/<slug:lang>/lesson-seen/", views_lesson.lesson_seen, name="lesson-seen"),
]
