"""The WSGI application that gunicorn serves: `gunicorn -c config/gunicorn.py config.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

from config import celery_app
from config.quick_words import remember_words

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
remember_words()

# Only in the web process: who adds an article does not wait for a queue that hangs. A worker waits: that is its job.
QUEUE_SECONDS = 4
celery_app.conf.broker_transport_options = {
    **celery_app.conf.broker_transport_options,
    "socket_timeout": QUEUE_SECONDS,
}
