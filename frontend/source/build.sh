#!/bin/sh
# Rebuilds what static/ and tests/frontend/fixtures/ hold. Needs npm, Node 20 and our .venv;
# nothing else in the project does. Run it after changing a file beside it or a pinned version.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
python=${PYTHON:-$root/.venv/bin/python}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp "$here"/*.scss "$here"/*.js "$here"/package.json "$here"/package-lock.json "$here"/.npmrc "$work"
cd "$work"
npm ci --silent --no-progress
modules=$work/node_modules
govuk=$modules/govuk-frontend

npx sass --style=compressed --no-source-map --no-charset --quiet-deps --load-path="$modules" app.scss app.css
npx esbuild app.js --bundle --minify --format=esm --target=es2020 --legal-comments=none \
    --log-level=warning --outfile=app.min.js

mkdir -p "$root/static/fonts" "$root/tests/frontend/fixtures"
cp app.css "$root/static/app.css"
cp app.min.js "$root/static/app.js"
"$python" "$here/fonts.py" "$modules/@expo-google-fonts/atkinson-hyperlegible-next" "$root/static/fonts"
"$python" "$here/fixtures.py" "$govuk" "$root/tests/frontend/fixtures/govuk-frontend.json.gz"

ls -l "$root/static" "$root/static/fonts" "$root/tests/frontend/fixtures"
