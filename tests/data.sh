#!/bin/sh
# data/tables.py sorts by bytes, and stops at what would make a table untrue.
set -eu
make=$1/data/tables.py
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Writes a table of the lines given; tabs are written as commas.
table() {
    printf '%s\n' "$@" | tr ',' '\t' >"$work/t.tsv"
}
fails() {
    if python3 "$make" "$work/t.tsv" "$work/out" words 'what=IS_' 2>"$work/err"; then
        echo "taken: $1"
        exit 1
    fi
    grep -q "$1" "$work/err" || { cat "$work/err"; exit 1; }
}

table '# Boats.' words,what,source 'ship|Fähre,of sea,own' 'Zille,of river,own'
python3 "$make" "$work/t.tsv" "$work/out" words 'what=IS_'
cat >"$work/expected" <<'ROWS'
{"F\303\244hre", IS_OF_SEA},
{"Zille", IS_OF_RIVER},
{"ship", IS_OF_SEA},
ROWS
diff "$work/expected" "$work/out"

table words,what,source 'ship,of sea,'
fails 't.tsv:2: no source'
table words,what,source 'ship,of sea'
fails 't.tsv:2: 2 columns, but the head has 3'
table words,what,source 'ship,of sea,own' 'boat|ship,of river,own'
fails 't.tsv:3: "ship" means something else in line 2'
table words,source ship,own
fails "t.tsv:2: no column"

# data/knowledge.py: a base of one state and one person, which is taken; then each with a fault.
names="states igos bodies parties groups organisations outlets people places offices ambiguous"
base() {
    rm -rf "$work/base"
    mkdir "$work/base"
    write states code,kind,name,names,former,adjectives,singular,plural,capitals,government,from,to,source \
        'SYL,member,Sylvania,,Old Sylvania@/1990,Sylvanian,,,Syl City,,,,own'
    write igos id,code,kind,name,names,part_of,source
    write bodies id,state,sector,name,names,source
    write parties id,state,name,names,source
    write groups id,code,state,name,names,source
    write organisations id,code,kind,name,names,source
    write outlets id,state,kind,state_run,name,names,hosts,source
    write people id,name,short,gender,names,source 'p/roe,Ana Roe,Roe,f,,own'
    write places name,state,kind,source
    write offices person,state,office,title,code,from,to,source \
        'p/roe,SYL,president,president,SYLGOV,2001-05,2009,own'
    write ambiguous name,prefer,other,source
}
write() {
    table=$1
    shift
    printf '%s\n' "$@" | tr ',' '\t' >"$work/base/$table.tsv"
}
take() {
    set --
    for name in $names; do
        set -- "$@" "$work/base/$name.tsv"
    done
    python3 "$make" "$work/knowledge.onr" "$@" 2>"$work/err"
}
stops() {
    if take; then
        echo "taken: $1"
        exit 1
    fi
    grep -q "$1" "$work/err" || { cat "$work/err"; exit 1; }
}
make=$(dirname "$make")/knowledge.py
base
take || { cat "$work/err"; exit 1; }
write bodies id,state,sector,name,names,source 'b/1,SYL,ARMY,Sylvanian Army,,own'
stops 'bodies.tsv:2: "ARMY" is no sector'
base
write bodies id,state,sector,name,names,source 'b/1,NON,MIL,Army,,own'
stops 'bodies.tsv:2: no state has the code "NON"'
base
write parties id,state,name,names,source 'x,SYL,Left,,own' 'x,SYL,Right,,own'
stops 'parties.tsv:3: "x" stands in line 2, too'
base
write offices person,state,office,title,code,from,to,source \
    'p/roe,SYL,president,president,SYLGOV,2009-05,2001,own'
stops 'offices.tsv:2: ends (2001) before it begins (2009-05)'
base
write offices person,state,office,title,code,from,to,source \
    'p/doe,SYL,president,president,SYLGOV,2001-13,,own'
stops 'offices.tsv:2: nobody in people.tsv is "p/doe"'
base
write outlets id,state,kind,state_run,name,names,hosts,source 'o/1,SYL,paper,,The Sylvania,,,own'
stops 'outlets.tsv:2: "Sylvania" is SYL too (line 2): say in ambiguous.tsv which is meant'
write ambiguous name,prefer,other,source 'Sylvania,SYL,a paper,own'
take || { cat "$work/err"; exit 1; }
write ambiguous name,prefer,other,source 'Sylvania,NON,a paper,own'
stops 'ambiguous.tsv:2: nothing is called "NON"'
