#!/usr/bin/env bash
# Runs all tests and prints the share of lines they cover, by target.
set -euo pipefail
cd "$(dirname "$0")/.."

# Optimised, since the tests read megabytes.
options=(-c release --enable-code-coverage --scratch-path .build-coverage)
swift build "${options[@]}" --build-tests
swift test "${options[@]}" --skip-build

# The profile can only be read by the llvm-cov of the compiler that made it.
if [ "$(uname -s)" = Darwin ]; then
    llvm_cov=(xcrun llvm-cov)
else
    llvm_cov=("$(dirname "$(readlink -f "$(command -v swift)")")/llvm-cov")
    [ -x "${llvm_cov[0]}" ] || llvm_cov=("$(dirname "$(command -v swift)")/llvm-cov")
fi
products="$(swift build "${options[@]}" --show-bin-path)"
tests="$(find "$products" -maxdepth 1 -name '*PackageTests.xctest')"
[ -d "$tests" ] && tests="$(find "$tests/Contents/MacOS" -type f | head -1)"
profile="$products/codecov/default.profdata"

"${llvm_cov[@]}" export "$tests" -instr-profile="$profile" -format=lcov -skip-expansions |
    awk -F: -v sources="$PWD/Sources/" '
        $1 == "SF" { target = index($2, sources) == 1 ? substr($2, length(sources) + 1) : ""; sub("/.*", "", target) }
        target != "" && $1 == "LF" { lines[target] += $2 }
        target != "" && $1 == "LH" { covered[target] += $2 }
        END {
            printf "\n%-16s %8s %8s %8s\n", "target", "lines", "missed", "covered"
            for (name in lines) if (lines[name] > 0)
                printf "%-16s %8d %8d %7.1f%%\n", name, lines[name], lines[name] - covered[name],
                    100 * covered[name] / lines[name] | "sort"
        }'
