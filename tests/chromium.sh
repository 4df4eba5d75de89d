#!/bin/sh
# Prints the path of a Chromium for the browser tests; on Debian, where there is none, installs it first.
#
#   READOUT_TEST_CHROMIUM="$(tests/chromium.sh)" pytest tests/browser
set -eu

find_one() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return
    done
}

if [ -z "$(find_one)" ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update && apt-get install -y --no-install-recommends chromium fonts-liberation; } >&2
fi
find_one || { echo "chromium.sh: no Chromium here, and none could be installed" >&2; exit 1; }
