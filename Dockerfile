FROM node:22-slim AS page
WORKDIR /web
COPY web .
RUN ./build.sh

FROM python:3.12-slim AS build
RUN pip install --no-cache-dir uv
# Nothing can write byte code later, and compiling takes as long as a run with nothing new.
ENV UV_COMPILE_BYTECODE=1
WORKDIR /app
COPY pyproject.toml uv.lock README.md ./
RUN uv sync --locked --no-dev --no-install-project
COPY src src
COPY inc inc
COPY crq crq
COPY --from=page /src/fleettickets/page src/fleettickets/page
RUN uv sync --locked --no-dev --no-editable

FROM python:3.12-slim
ENV TZ=Africa/Nairobi PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
# By number, so that a cluster can see that it is not root. What it runs is root's, and not its to
# change; it needs no folder that can be written but one for temporary files, and that only to import.
RUN groupadd --gid 10001 fleettickets \
    && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin fleettickets
WORKDIR /app
COPY --from=build /app/.venv .venv
COPY run_migrations.py ./
USER 10001:10001
# The scheduler runs the imports in this container; it only has to be there.
CMD ["tail", "-f", "/dev/null"]
