#!/usr/bin/env bash
# `cargo publish --workspace --dry-run`, run twice without a new version: the second run verifies a package against the
# first run's copy of the package that it depends on, and fails on code that is right. Seen with cargo 1.95.0.
#
# Cargo packs each package into a registry below the target folder, and unpacks it from there into its own home folder, under
# a name that depends on that registry's path. What is unpacked already, of the same version, isn't unpacked again. So a change
# of two packages that fit each other fails until the target folder has another path; `cargo clean` doesn't help.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir -p lower/src upper/src
printf '[workspace]\nresolver = "3"\nmembers = ["lower", "upper"]\n' >Cargo.toml
package() {
    printf '[package]\nname = "%s"\nversion = "0.0.1"\nedition = "2024"\nlicense = "MIT"\ndescription = "none"\n' "$1"
}
package unpublished-lower-of-a-finding >lower/Cargo.toml
package unpublished-upper-of-a-finding >upper/Cargo.toml
printf '[dependencies]\nunpublished-lower-of-a-finding = { path = "../lower", version = "0.0.1" }\n' >>upper/Cargo.toml

write() {
    echo "pub fn $1() {}" >lower/src/lib.rs
    echo "pub fn upper() { unpublished_lower_of_a_finding::$1() }" >upper/src/lib.rs
}
publish() {
    cargo publish --workspace --dry-run --allow-dirty --quiet --target-dir "$1" 2>&1
}

cargo --version
write before
publish target && echo "first run: passes"
write after
cargo clean --quiet --target-dir target
if output=$(publish target); then
    echo "second run: passes, so this has changed"
    exit 1
fi
grep --fixed-strings 'cannot find function `after`' <<<"$output"
echo "second run, target folder cleaned: fails, with the first run's package"
publish another-target && echo "third run, another target folder: passes"
