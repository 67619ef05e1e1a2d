# Needs no network at run time; writes to /data and /tmp and to nothing else, so the root may be read-only.
FROM python:3.12.14-slim-trixie@sha256:78387bc3881b8273120a12ebe6c1ab22b018ccc2c9adf565ae1ac9b536e184ea AS install
WORKDIR /app
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements.lock
COPY bot bot
COPY rag rag
COPY prompts prompts
COPY seeds seeds
COPY .env.example ./
RUN /venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.12.14-slim-trixie@sha256:78387bc3881b8273120a12ebe6c1ab22b018ccc2c9adf565ae1ac9b536e184ea
RUN useradd --uid 10001 --user-group --home-dir /data --create-home wenbao
COPY --from=install /venv /venv
WORKDIR /app
COPY seeds seeds
COPY prompts prompts
ENV PATH=/venv/bin:$PATH DATA_DIR=/data METRICS_LISTEN=0.0.0.0:9464 PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER wenbao
VOLUME /data
# The event loop turns. What only waits for Telegram, the database or the corpus is no better after a restart: /readyz.
HEALTHCHECK --interval=30s --timeout=5s --start-period=3m CMD ["python", "-c", "import os, urllib.request as r; at = os.environ['METRICS_LISTEN']; at and r.urlopen(f'http://{at}/healthz', timeout=4)"]
ENTRYPOINT ["wenbao"]
CMD ["run"]
