# Read by the scripts beside it, each of which is given PROGRAM MODELS STORE-DUMP: servers and workers
# end with the script.
program=$1
dump=$3
export ONRECORD_MODELS="$2"
here=$(dirname "$0")
. "$here/servers.sh"
. "$here/work.sh"
trap 'stop_workers KILL; end_servers' EXIT
trap 'exit 1' INT TERM
