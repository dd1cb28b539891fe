#!/usr/bin/env bash
# All fuzzers and the hunt, one after the other: fuzz/run.sh [SECONDS FOR EACH]. Prints what each one found.
set -u
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
seconds=${1:-120}
found=$(mktemp -d)
status=0
for target in text raw config toml dictionary record decisions baseline rows; do
    printf '%-12s' "$target"
    mkdir -p "$found/$target"
    if "$python" -m fuzz.harness "$target" "$found/$target" -max_total_time="$seconds" -timeout=60 \
        -rss_limit_mb=4096 -artifact_prefix="$found/$target-" > "$found/$target.log" 2>&1; then
        grep -a '^Done ' "$found/$target.log" || echo done
    else
        status=1
        echo "violated an invariant:"
        grep -a -B2 -A12 'Uncaught\|ERROR: ' "$found/$target.log" | tail -n 30
        ls "$found/$target"-* 2>/dev/null
    fi
done
printf '%-12s' hunt
if "$python" -m fuzz.hunt "$seconds" "$RANDOM" > "$found/hunt.log" 2>&1; then
    tail -n 1 "$found/hunt.log"
else
    status=1
    echo "violated an invariant:"
    tail -n 30 "$found/hunt.log"
fi
[ $status -eq 0 ] && rm -rf "$found"
exit $status
