#!/usr/bin/env bash
# maud compiles an element that has a class by its short form (`.chip`) and one by attribute (`class=(state)`), and writes the
# attribute twice. That is an error in HTML, of which parsers drop the second one: styles that depend on `state` never apply, and
# nothing says so, neither the compiler nor the browser's console. `class={ "chip " (state) }` is one. Seen with maud 0.27.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
printf '[package]\nname = "finding"\nversion = "0.0.1"\nedition = "2024"\n\n[dependencies]\nmaud = "=0.27.0"\n' >Cargo.toml
cat >src/main.rs <<'RUST'
use maud::html;

fn main() {
    let (is_old, state) = (true, "late");
    println!("{}", html! { b.chip class=(state) {} }.into_string());
    println!("{}", html! { b.old[is_old] class=(state) {} }.into_string());
    println!("{}", html! { b class={ "chip " (state) } {} }.into_string());
}
RUST

cargo build --quiet
seen=$(target/debug/finding)
echo "maud 0.27.0, without a warning:"
echo "$seen"
python3 -c '
import html.parser, sys
class Parser(html.parser.HTMLParser):
    def handle_starttag(self, tag, attributes):
        print("attributes:", attributes)
Parser().feed(sys.stdin.read())' <<<"$seen"
[[ $seen == '<b class="chip" class="late"></b>
<b class="old" class="late"></b>
<b class="chip late"></b>' ]]
