#!/usr/bin/env bash
# One import of both ticket types, for cron on a plain host:
#   CRON_TZ=Africa/Nairobi
#   */20 6-20 * * * /path/to/run_ingest.sh >>/var/log/fleettickets.log 2>&1
# Debian's cron ignores CRON_TZ: give it the hours in the host's own time zone (3-17 for UTC).
# The second one ends by geocoding what is new in both, in at most FLEETTICKETS_GEOCODE_S seconds. The
# first one leaves that to it, so that it holds up no import.
# Options are passed on to both imports.
# Settings come from the environment and from the file that FLEETTICKETS_ENV names.
# Exit status: the higher one of the two imports (0 done, 1 a file failed, 2 wrong settings, 3 the
# database or the bucket is unavailable).
set -uo pipefail
cd "$(dirname "$0")" || exit 2

if [ -n "${FLEETTICKETS_ENV:-}" ]; then
    set -a
    # shellcheck source=/dev/null
    . "$FLEETTICKETS_ENV" || exit 2
    set +a
fi

.venv/bin/python -m inc.import_inc --from-bucket --apply --no-geocode "$@"
inc=$?
.venv/bin/python -m crq.import_crq --from-bucket --apply "$@"
crq=$?
exit "$((inc > crq ? inc : crq))"
