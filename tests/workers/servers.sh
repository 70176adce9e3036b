# Read by the scripts beside it: servers on loopback, in a folder that goes with them. Sets $postgres
# and $nats, the addresses. `has_servers` says whether they are installed, by Debian's packages
# postgresql-15 and nats-server.
postgres_programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)
# A kill leaves what is in the machine's memory, so a disk has nothing to prove here.
servers=$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d)
# Below those that the system gives to whoever calls (from 32768 on).
port=$((10000 + $$ * 2 % 20000))
postgres="postgresql://postgres@127.0.0.1:$port/postgres"
nats="nats://127.0.0.1:$((port + 1))"

has_postgres() {
    [ -n "$postgres_programs" ]
}

has_nats() {
    command -v nats-server >/dev/null
}

# PostgreSQL does not run as root.
as_postgres() {
    if [ "$(id -u)" = 0 ]; then
        runuser -u postgres -- "$@"
    else
        "$@"
    fi
}

start_postgres() {
    if [ ! -d "$servers/postgres" ]; then
        chmod 755 "$servers"
        mkdir "$servers/postgres"
        [ "$(id -u)" != 0 ] || chown postgres "$servers/postgres"
        as_postgres "$postgres_programs/initdb" -D "$servers/postgres/data" -U postgres -A trust \
            -E UTF8 --locale=C.UTF-8 >"$servers/initdb.log" 2>&1 || { cat "$servers/initdb.log"; return 1; }
    fi
    # What was killed leaves its memory behind for as long as one of its processes lives.
    for try in $(seq 50); do
        as_postgres "$postgres_programs/pg_ctl" -D "$servers/postgres/data" -w -t 60 \
            -l "$servers/postgres/log" -o "-p $port -c listen_addresses=127.0.0.1 \
            -c fsync=off -c unix_socket_directories=$servers/postgres" start >/dev/null 2>&1 && return 0
        sleep 0.2
    done
    tail -5 "$servers/postgres/log"
    return 1
}

# All of it at once, as when the machine loses its power.
kill_postgres() {
    pid=$(head -n 1 "$servers/postgres/data/postmaster.pid")
    # shellcheck disable=SC2046
    kill -9 "$pid" $(ps -o pid= --ppid "$pid")
}

start_nats() {
    nats-server -js -sd "$servers/nats" -a 127.0.0.1 -p $((port + 1)) >>"$servers/nats.log" 2>&1 &
    nats_pid=$!
    for try in $(seq 600); do
        "$program" enqueue --queue "$nats" >/dev/null 2>&1 && return 0
        sleep 0.1
    done
    tail -5 "$servers/nats.log"
    return 1
}

# make_consumer NATS-ADDRESS SECONDS: NATS gives a reference to another worker when nobody has held it for
# so long, not for thirty seconds as onrecord's own consumer has it. `queue` is there already.
make_consumer() {
    python3 - "${1#nats://}" "$2" <<'END'
import json, socket, sys
host, port = sys.argv[1].split(":")
wanted = {"durable_name": "onrecord", "ack_policy": "explicit", "ack_wait": int(sys.argv[2]) * 10**9,
          "max_deliver": -1, "max_ack_pending": -1}
body = json.dumps({"stream_name": "ONRECORD", "config": wanted}).encode()
with socket.create_connection((host, int(port)), 10) as nats:
    nats.sendall(b'CONNECT {"verbose":false}\r\nSUB answer 1\r\n'
                 b"PUB $JS.API.CONSUMER.DURABLE.CREATE.ONRECORD.onrecord answer %d\r\n%s\r\n" % (len(body), body))
    said = b""
    while b"consumer_create_response" not in said:
        more = nats.recv(65536)
        if not more:
            break
        said += more
sys.exit(b'"error"' in said or b'"name":"onrecord"' not in said)
END
}

kill_nats() {
    kill -9 "$nats_pid"
    wait "$nats_pid" 2>/dev/null
}

end_servers() {
    [ -z "${nats_pid:-}" ] || kill "$nats_pid" 2>/dev/null
    [ ! -f "$servers/postgres/data/postmaster.pid" ] ||
        as_postgres "$postgres_programs/pg_ctl" -D "$servers/postgres/data" -m immediate stop >/dev/null
    wait 2>/dev/null
    rm -rf "$servers"
}
