# syntax=docker/dockerfile:1
# Two stages: uv builds the locked environment, the image that runs holds no build tools and no root.
FROM python:3.13-slim-trixie AS bouw
RUN pip install --no-cache-dir uv==0.8.22
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=/opt/venv
WORKDIR /app
COPY pyproject.toml uv.lock ./
# Only what production needs: no embedded servers, no test tools.
RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked --no-default-groups --no-install-project
COPY . .
# Hashed static files; the variables are placeholders for this one command and end with it.
RUN OMGEVING=demo DATABASE_URL=postgresql://niemand@localhost/niets REDIS_URL=redis://localhost \
    /opt/venv/bin/python manage.py collectstatic --noinput

FROM python:3.13-slim-trixie
# WeasyPrint draws text with Pango (the fonts themselves come with the project); libmagic tells what a file is.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libmagic1 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home --shell /usr/sbin/nologin opgroeien \
    && install -d -o opgroeien -g opgroeien /data
COPY --from=bouw /opt/venv /opt/venv
COPY --from=bouw /app /app
WORKDIR /app
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER opgroeien
EXPOSE 8000
ENV WEB_ADRES=0.0.0.0:8000
CMD ["gunicorn", "--config=opgroeien/gunicorn_conf.py", "opgroeien.wsgi"]
