# shellcheck shell=sh
# What ./run and ./test need before they can start: Python, our packages in .venv, and the
# libraries that draw PDFs. Sourced from the top folder. Each part first looks whether it has
# anything to do, so that a second start is quick and needs no network.

python=.venv/bin/python
log=var/setup.log
mkdir -p var

say() {
    printf '%s\n' "$*"
}

fail() {
    printf 'Error: %s\n' "$*" >&2
    exit 1
}

# Do something long without its chatter; if it fails, show the end of what it said.
quietly() {
    "$@" >>"$log" 2>&1 || { tail -n 12 "$log" >&2 && return 1; }
}

is_root() {
    [ "$(id -u)" = 0 ]
}

as_root() {
    if is_root; then "$@"; else sudo "$@"; fi
}

may_install() {
    command -v apt-get >/dev/null || return 1
    is_root && return
    # Without a terminal sudo could ask nobody for a password.
    command -v sudo >/dev/null && { sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }; }
}

apt_install() {
    say "Installing $* with apt ..."
    # The lists of a fresh machine are empty or old; once a run is enough.
    [ "${apt_updated:-}" ] || quietly as_root apt-get update -q
    apt_updated=yes
    quietly as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends "$@"
}

# need WHAT PACKAGE...: install packages, or end with the line that says what to do.
need() {
    what=$1
    shift
    if may_install; then
        apt_install "$@" || fail "apt could not install $what; the lines above and $log say why."
    else
        fail "$what is missing. As root: apt-get install $*"
    fi
}

# Python

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for found in python3 python3.14 python3.13 python3.12 python3.11; do
        new_enough "$found" && return
    done
    return 1
}

make_venv() {
    say "Making .venv ..."
    if command -v uv >/dev/null; then
        quietly uv venv --clear --seed --python '>=3.11' .venv && return
    fi
    find_python || { may_install && apt_install python3 python3-venv && find_python; } ||
        { may_install && apt_install python3.11 python3.11-venv && find_python; } ||
        fail "Python 3.11 or later is missing. As root: apt-get install python3 python3-venv"
    if ! "$found" -c 'import ensurepip, venv' 2>/dev/null; then
        version=$("$found" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        need "Python's venv module" "python$version-venv"
    fi
    quietly "$found" -m venv --clear .venv || fail "Python could not make .venv."
}

# Our packages, each file checked against the hash in the lock. A copy of the lock in .venv says
# what is installed there.

installed() {
    cmp -s "$1" ".venv/$1"
}

install_packages() {
    installed "$1" && return
    say "Installing the Python packages of $1 (about a minute) ..."
    # Wheels only: compiling is slow, needs a compiler, and would fetch build tools unchecked.
    # No dependencies but the lock's, which has them all: looking for them, older pips trip over
    # a release newer than the one that is locked. Python compiles what is used when it first is.
    if command -v uv >/dev/null; then
        quietly uv pip install --python "$python" --require-hashes --no-deps --no-build -r "$1"
    else
        quietly "$python" -m pip install --disable-pip-version-check --no-input \
            --require-hashes --no-deps --only-binary :all: --no-compile -r "$1"
    fi || fail "the Python packages could not be installed; is there a network? $log has the rest."
    cp "$1" .venv/
}

# WeasyPrint's native libraries

use_native() {
    for folder in "$PWD"/.venv/native/usr/lib/*-linux-gnu "$PWD"/.venv/native/lib/*-linux-gnu; do
        [ -d "$folder" ] &&
            export LD_LIBRARY_PATH="$folder${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
    done
    [ ! -e .venv/native/fonts.conf ] || export FONTCONFIG_FILE="$PWD/.venv/native/fonts.conf"
}

native_found() {
    if [ "$(uname)" = Linux ]; then
        # Asking for the libraries by name is ten times faster than importing WeasyPrint.
        "$python" -c 'import ctypes
for name in ("gobject-2.0", "pango-1.0", "pangoft2-1.0", "harfbuzz", "harfbuzz-subset"):
    ctypes.CDLL(f"lib{name}.so.0")
ctypes.CDLL("libfontconfig.so.1")' 2>/dev/null
    else
        "$python" -c 'import weasyprint' 2>/dev/null
    fi
}

# Without root: unpack the packages that apt would install, beside our own.
unpack_native() {
    command -v apt-get >/dev/null && command -v dpkg >/dev/null || return 1
    say "Unpacking $* into .venv ..."
    packages=$(apt-get install --simulate --no-install-recommends "$@" 2>>"$log" |
        sed -n 's/^Inst \([^ ]*\).*/\1/p')
    [ "$packages" ] || return 1
    mkdir -p .venv/native/packages
    # shellcheck disable=SC2086  # one word for each package
    (cd .venv/native/packages && apt-get download $packages) >>"$log" 2>&1 || return 1
    for package in .venv/native/packages/*.deb; do
        dpkg -x "$package" .venv/native || return 1
    done
    rm -r .venv/native/packages
    # Pango dies without any font at all, and the unpacked settings look for fonts elsewhere.
    [ -e /etc/fonts/fonts.conf ] || cat >.venv/native/fonts.conf <<END
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>$PWD/.venv/native/usr/share/fonts</dir>
  <cachedir>$PWD/.venv/native/cache</cachedir>
</fontconfig>
END
    use_native
}

install_native() {
    native_found && return
    set -- libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
    if may_install; then
        apt_install "$@"
    else
        unpack_native "$@"
    fi
    native_found ||
        fail "Pango, which draws PDFs, is missing. As root: apt-get install $* (macOS: brew install pango)"
}

# set_up LOCK...: everything, with the packages of these locks.
set_up() {
    : >"$log"
    for lock in requirements.txt requirements-dev.txt; do
        # What a new lock no longer names must go, so another lock means another .venv.
        if [ -e ".venv/$lock" ] && ! installed "$lock"; then
            rm -f .venv/requirements*.txt
        fi
    done
    if ! new_enough "$python" || [ -z "$(ls .venv/requirements*.txt 2>/dev/null)" ]; then
        make_venv
    fi
    for lock in "$@"; do
        install_packages "$lock"
    done
    use_native
    install_native
    # Made once and kept: a new key would sign everybody out.
    [ -s var/secret-key ] ||
        (umask 077 && "$python" -c 'import secrets; print(secrets.token_urlsafe(50))' >var/secret-key)
}
