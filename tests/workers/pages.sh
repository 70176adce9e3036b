#!/bin/sh
# Prints small pages as JSON lines, the same for the same numbers. They tell much the same, but two of a
# day at most in the first 20,160: so a page has fewer neighbours than a store looks at, and which pages
# are linked does not depend on who came first.
# Usage: pages.sh COUNT [SEED]
exec awk -v count="$1" -v seed="${2:-1}" '
function pick(list, of) { return list[int(rand() * of) + 1] }
function sentence() {
    return pick(who, whos) " " pick(verb, verbs) " that " pick(what, whats) " in " pick(town, towns) \
        " would " pick(fate, fates) " before " pick(month, months) "."
}
BEGIN {
    srand(seed)
    whos = split("The harbour union|Minister Lea Brandt|Omar Quist|The water board|" \
        "President Ilya Marsh|The farmers alliance|Ambassador Ines Holt|The transport ministry", who, "|")
    verbs = split("said|denied|warned|promised|told reporters|claimed|insisted", verb, "|")
    whats = split("the ferry terminal|the grain store|the tram line|the border market|the old mint|the reservoir", what, "|")
    towns = split("Ostrava|Karst|Lindow|Varna|Tallin|Port Elm", town, "|")
    fates = split("close|open again|be sold|stay public|need repairs|be moved", fate, "|")
    months = split("March|June|the autumn|the next vote|the end of the year", month, "|")
    for (n = 1; n <= count; n++)
        printf "{\"id\": \"p%d\", \"url\": \"https://example.org/%d\", \"date\": \"%d-%02d-%02d\", \"text\": \"Notice %d of %s\\n\\n%s %s\"}\n",
            n, n, 1990 + int(n / 336) % 30, int(n / 28) % 12 + 1, n % 28 + 1, n, pick(town, towns), sentence(), sentence()
}'
