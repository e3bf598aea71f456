import io

from django.core.signals import request_started

from weeknotes.config.wsgi import application


def test_django_is_told_who_asks_and_how_by_the_front_alone(db):
    seen = {}

    def started(sender, environ, **_more):
        seen.update(environ)

    request_started.connect(started)
    try:
        said = []
        environ = {
            "REQUEST_METHOD": "GET", "PATH_INFO": "/nothing/here/", "SCRIPT_NAME": "", "QUERY_STRING": "", "SERVER_NAME": "a", "SERVER_PORT": "80",
            "wsgi.input": io.BytesIO(), "wsgi.url_scheme": "http", "REMOTE_ADDR": "unix", "HTTP_HOST": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9",
        }  # fmt: skip
        b"".join(application(environ, lambda status, headers: said.append(status)))
    finally:
        request_started.disconnect(started)
    assert said
    assert seen["REMOTE_ADDR"] == "203.0.113.9"
