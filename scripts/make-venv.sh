#!/bin/bash
# Makes .venv with the pinned packages of scripts/requirements.txt, which lists all; does nothing if it is as it should be.
set -euo pipefail
cd "$(dirname "$0")/.."

python=$(scripts/find-python.sh)
stamp=.venv/.requirements
wanted="$("$python" --version) $(cksum <scripts/requirements.txt)"
if [ -x .venv/bin/python ] && [ "$(cat $stamp 2>/dev/null)" = "$wanted" ]; then
  exit 0
fi

echo "making .venv with $("$python" --version)"
rm -rf .venv
"$python" -m venv .venv
.venv/bin/python -m pip install --disable-pip-version-check --progress-bar off --no-deps -r scripts/requirements.txt
echo "$wanted" >$stamp
