#!/bin/sh
# Chromium with Chinese fonts (browser tests) and PostgreSQL (province tests) from Debian's packages.
# Installs what is missing when it may; otherwise says what is missing and lets those tests be skipped.
missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium fonts-noto-cjk"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 || missing="$missing postgresql"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing:$missing"
  export DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086
  { apt-get update -q && apt-get install -q -y --no-install-recommends $missing; } >/dev/null 2>&1 && exit 0
fi
echo "not installed, the tests that need it are skipped:$missing"
