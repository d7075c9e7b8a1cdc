#!/usr/bin/env bash
# Installs what some tests need beside Python packages: a browser, tesseract with its Arabic model and a font with Arabic letters.
# Where that is not possible (no Debian, not root, no network) it says so, and those tests say `not run`.
set -u
wanted=(chromium tesseract-ocr tesseract-ocr-ara fonts-dejavu-core)
missing=()
for name in "${wanted[@]}"; do
  dpkg-query --show --showformat='${Status}' "$name" 2>/dev/null | grep -q "ok installed" || missing+=("$name")
done
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "not run: tests that need ${missing[*]}; install them, or run this as root on Debian" >&2
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
{ apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null 2>&1 ||
  echo "not run: tests that need ${missing[*]}; installing them failed" >&2
exit 0
