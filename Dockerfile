# Needs no network at run time; writes to /data and to nothing else, so the root may be read-only.
FROM python:3.12-slim AS install
WORKDIR /app
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements.lock
COPY bot bot
COPY rag rag
COPY prompts prompts
RUN /venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.12-slim
RUN useradd --uid 10001 --user-group --home-dir /data --create-home wenbao
COPY --from=install /venv /venv
WORKDIR /app
COPY seeds seeds
COPY prompts prompts
ENV PATH=/venv/bin:$PATH DATA_DIR=/data PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER wenbao
VOLUME /data
# A corpus that cannot be read or a database that does not answer; Telegram's own troubles are not ours to restart for.
HEALTHCHECK --interval=1m --timeout=20s --start-period=3m CMD ["wenbao", "corpus", "status", "--json"]
ENTRYPOINT ["wenbao"]
CMD ["run"]
