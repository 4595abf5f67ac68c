# What scripts/publish and scripts/test share: a machine that has all they need. Sourced by both, not run.
#
# Works on Debian and Ubuntu, from any directory, without standard input. Missing system packages are installed
# where the user is root, else named. The second time all is found ready and nothing is asked of the network.

set -euo pipefail
exec </dev/null
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive PIP_DISABLE_PIP_VERSION_CHECK=1

PACKAGES_TO_RUN="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
# Each with the command that shows it is there, wherever it came from.
PACKAGES_TO_TEST="default-jdk-headless:javac fonts-noto-cjk fonts-noto-core python3-uno libreoffice-writer:soffice nodejs:node npm:npm pandoc:pandoc poppler-utils:pdftotext qpdf:qpdf"

say() { printf '%s\n' "$@" >&2; }
stop() { say "$@"; exit 1; }

# Run a command whose words only matter if it fails.
quietly() {
  "$@" >"$LOG" 2>&1 || { cat "$LOG" >&2; stop "this failed: $*"; }
}

# The first Python on the path that is new enough.
find_python() {
  local name
  for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo "$name"; return; fi
  done
}

# Those of the packages named that are not installed, and whose command, if one is named, is not there either.
missing_packages() {
  local each
  for each in "$@"; do
    case $each in *:*) command -v "${each#*:}" >/dev/null && continue ;; esac
    [ "$(dpkg-query -W -f '${db:Status-Status}' "${each%%:*}" 2>/dev/null)" = installed ] || echo "${each%%:*}"
  done
}

# Debian's package of a browser, where none is there; Ubuntu has it as a snap, to be installed by hand.
browser_package() {
  command -v chromium chromium-browser google-chrome >/dev/null || echo chromium
}

install_packages() {
  local missing
  command -v dpkg-query >/dev/null || { say "no Debian or Ubuntu: $* must be there already"; return; }
  missing=$(missing_packages "$@" | xargs)
  [ -n "$missing" ] || return 0
  [ "$(id -u)" = 0 ] || stop "these system packages are missing: $missing" "install them, then run this again: sudo apt-get install $missing"
  say "Installing system packages: $missing"
  quietly apt-get update -qq
  # shellcheck disable=SC2086
  quietly apt-get install -y -qq --no-install-recommends $missing
}

# A fingerprint of all that an installation hangs on: settings, Python, and where the checkout lies.
fingerprint() {
  { cat pyproject.toml package-lock.json scripts/*.lock 2>/dev/null || true; "$1" --version; pwd -P; } | sha256sum
}

# prepare run|test: system packages, .venv with hsreport in it and, for test, the tools of the tests.
prepare() {
  local python stamp=".venv/.ready-for-$1" packages="$PACKAGES_TO_RUN"
  LOG=$(mktemp); trap 'rm -f "$LOG"' EXIT
  [ "$1" = run ] || packages="$packages $PACKAGES_TO_TEST $(browser_package)"
  python=$(find_python)
  [ -n "$python" ] || ! command -v python3 >/dev/null || stop "hsreport needs Python 3.11 or newer; here is $(python3 --version)"
  "${python:-false}" -c 'import ensurepip, venv' 2>/dev/null || packages="python3-venv $packages"
  # shellcheck disable=SC2086
  install_packages $packages
  python=$(find_python)
  [ "$(cat "$stamp" 2>/dev/null)" = "$(fingerprint "$python")" ] && return
  make_environment "$python" "$1"
  fingerprint "$python" >"$stamp"
}

make_environment() {
  say "Making .venv"
  # One that was copied from elsewhere, or whose Python is gone, is made anew.
  .venv/bin/pip --version 2>/dev/null | grep -qF "from $PWD/.venv/" || quietly "$1" -m venv --clear .venv
  # The very files that the tests have passed with: scripts/lock writes their versions and hashes.
  quietly .venv/bin/pip install --require-hashes -r "scripts/$2.lock"
  quietly .venv/bin/pip install --no-deps --no-build-isolation -e .
  [ "$2" = run ] || quietly npm ci
}
