#!/bin/sh
# What is known of a name can be shown, each row with its table, line and source.
. "$(dirname "$0")/check.sh"
answers() {
    grep -q -- "$1" "$work/out" || { fail "no \"$1\" in the answer"; cat "$work/out"; }
}
expect 0 "a capital" "$program" knowledge Bucharest
answers '^Romania: state ROU; "Bucharest" is a seat of it  states.tsv:[0-9]* ('
expect 0 "a person on a day" "$program" knowledge --date 2022-03-01 "Angela Merkel"
answers '^Angela Merkel: person DEUELI; "Angela Merkel" is its name  people.tsv:[0-9]* ('
answers '^    chancellor (DEU) 2005-11-22 to 2021-12-08: DEUGOV  offices.tsv:[0-9]* ('
expect 0 "a name of several things" "$program" knowledge Georgia
answers '^Georgia: state GEO'
answers '^Georgia: place USA'
answers '"Georgia" may be something else (a state of the USA); where nothing tells, it is Georgia  ambiguous.tsv:'
expect 0 "a title and a noun" "$program" knowledge "prime minister" police
answers '^"prime minister": title of GOV, a political actor'
answers '^"police": noun of COP'
expect 0 "a name that is left open, and one of nothing but a word" "$program" knowledge ABC actor nurse
answers '^"ABC" may be something else (.*); where nothing tells, it is left open  ambiguous.tsv:'
answers '^"actor": title, no political actor'
answers '^"nurse": title of HLH, no political actor'
expect 0 "terms of months and years" "$program" knowledge "Abdullah Abdullah" "Abdul Malik al-Houthi" "Abimael Guzman"
answers 'foreign minister (AFG) 2001-12 to 2006-04: AFGGOV'
answers '2004-09 and since: YEMREB'
answers ' 1969 to 1992-09-12: PERREB'
expect 1 "a name of nobody" "$program" knowledge Qwertz
says 'nothing is known of "Qwertz"'
expect 2 "no name" "$program" knowledge
finish
