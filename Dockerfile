# Claimdesk for a server: one image for the pages, the worker, beat and migrations (docker-compose.yml).
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    VAR_DIR=/var/lib/claimdesk \
    STATIC_ROOT=/srv/claimdesk-static \
    WEB_HOST=0.0.0.0 \
    PORT=8000

WORKDIR /srv/claimdesk

# Before the program itself: a changed line of it does not install everything again.
COPY requirements.txt ./
COPY wheels/ wheels/
RUN pip install -r requirements.txt && pip install --no-deps wheels/*.whl

RUN useradd --system --no-create-home --shell /usr/sbin/nologin claimdesk \
    && install -d -o claimdesk /var/lib/claimdesk
COPY . .
RUN pybabel -q compile --directory locale --domain django
# No secret is used or kept here: collecting files needs settings that load, nothing more.
RUN SECRET_KEY=build-only DATABASE_URL=postgresql://nowhere/none REDIS_URL=redis://nowhere \
    python manage.py collectstatic --no-input --verbosity 0 \
    && python -m compileall -q config claims sources entities extraction matching

USER claimdesk
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
    CMD ["python", "-m", "config.probe"]
CMD ["gunicorn", "-c", "config/gunicorn.py", "config.wsgi"]
