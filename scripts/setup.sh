# What scripts/publish and scripts/test share: the packages of the system, and the virtual environment.
# To be sourced by bash with the project as working directory.

# need PACKAGE:PROOF ... - install the Debian packages whose proof is missing: a command, or a library with "lib".
need() {
  local pair missing=()
  for pair in "$@"; do
    present "${pair#*:}" || missing+=("${pair%%:*}")
  done
  [ ${#missing[@]} -eq 0 ] && return
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "These system packages are missing: ${missing[*]}" >&2
    echo "Install them, for example with: sudo apt-get install ${missing[*]}" >&2
    exit 1
  fi
  echo "Installing ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null </dev/null
}

present() {
  case $1 in
    lib*) ldconfig -p | grep -qF "$1" ;;
    ensurepip) python3 -c 'import ensurepip' 2>/dev/null ;;
    *) command -v "$1" >/dev/null ;;
  esac
}

# python_with GROUP ... - .venv with hsreport, editable, and the named dependency groups; made anew where it is stale.
python_with() {
  local wanted groups=()
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed" >&2; exit 1; }
  wanted="$PWD $(python3 --version) $* $(sha256sum <pyproject.toml)"
  [ "$(cat .venv/.made-for 2>/dev/null)" = "$wanted" ] && return
  for group in "$@"; do groups+=(--group "$group"); done
  .venv/bin/python -c '' 2>/dev/null || { rm -rf .venv; python3 -m venv .venv; }
  .venv/bin/python -m pip install -q --disable-pip-version-check --upgrade 'pip>=25.1'
  .venv/bin/python -m pip install -q --disable-pip-version-check -e . ${groups[@]+"${groups[@]}"}
  echo "$wanted" >.venv/.made-for
}

run_needs=(python3-venv:ensurepip libpango-1.0-0:libpango-1.0.so libpangoft2-1.0-0:libpangoft2-1.0.so libharfbuzz-subset0:libharfbuzz-subset.so)
test_needs=(
  poppler-utils:pdftotext qpdf:qpdf pandoc:pandoc libreoffice-writer:soffice chromium:chromium
  default-jdk-headless:javac nodejs:node npm:npm unzip:unzip git:git
)
