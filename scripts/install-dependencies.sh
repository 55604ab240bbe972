#!/usr/bin/env bash
# Installs the system libraries that the build needs and that are missing. Says nothing when there is nothing to do.
set -euo pipefail
cd "$(dirname "$0")/.."

source scripts/apt.sh

if ! command -v swift >/dev/null; then
    echo "Swift is not installed: https://www.swift.org/install" >&2
    exit 1
fi

install_with_brew() {
    local missing=()
    for formula in "$@"; do
        brew list --versions "$formula" >/dev/null 2>&1 || missing+=("$formula")
    done
    [ ${#missing[@]} -eq 0 ] && return
    echo "Installing ${missing[*]} with Homebrew" >&2
    brew install --quiet "${missing[@]}" >&2
}

if [ "$(uname -s)" = Darwin ]; then
    # SwiftPM asks pkg-config where Homebrew keeps the library.
    install_with_brew pcre2 pkgconf
elif command -v apt-get >/dev/null; then
    install_with_apt libpcre2-dev libsqlite3-dev
elif ! printf '#define PCRE2_CODE_UNIT_WIDTH 8\n#include <pcre2.h>\n' | clang -E - >/dev/null 2>&1; then
    echo "The development files of PCRE2 (libpcre2-8) are missing: install them with your package manager." >&2
    exit 1
elif ! printf '#include <sqlite3.h>\n' | clang -E - >/dev/null 2>&1; then
    echo "The development files of SQLite (libsqlite3) are missing: install them with your package manager." >&2
    exit 1
fi
