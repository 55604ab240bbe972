# shellcheck shell=bash
# Sourced: makes virtual environments of Python for comparisons and clients.

# An empty environment in a folder that keeps itself out of the repository.
fresh_venv() {
    rm -rf "$1"
    python3 -m venv "$1" || {
        echo "python3 with venv is needed (Debian: apt-get install python3-venv)" >&2
        exit 1
    }
    echo '*' >"$1/.gitignore"
}
