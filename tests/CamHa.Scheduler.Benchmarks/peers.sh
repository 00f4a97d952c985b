#!/usr/bin/env bash
# The same work by Redmine and Hangfire, and what comes of it after a fault: see README.md here, into which this writes its table.
#   peers.sh [--quick]
# --quick tries everything out with few mails and leaves README.md as it is.
set -euo pipefail
export LC_ALL=C.UTF-8 PATH="$PATH:/usr/sbin:/sbin" DOTNET_CLI_TELEMETRY_OPTOUT=1
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)

rounds=3 units=200 assignments=5000 mails=2000 kills=10 quick=
case ${1:-} in
    '') ;;
    --quick) quick=yes rounds=1 units=20 assignments=200 mails=200 kills=2 ;;
    *) sed -n '2,4s/^# //p' "$0" >&2; exit 2 ;;
esac
sessions=8 away=20 patience=300 dead=5

fail() { echo "peers.sh: $*" >&2; exit 1; }
say() { echo "$*" >&2; }

mkdir -p "$root/artifacts"
work=$(mktemp -d "$root/artifacts/peers.XXXXXX")
running='' sink='' postgres=''
finish() {
    for pid in $running $sink $postgres; do
        # At once, so that PostgreSQL does not wait for its clients.
        kill -INT "$pid" 2>/dev/null || true
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# --- tools

install_missing() { # PACKAGE…
    local missing=() package
    for package; do
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
    done
    ((${#missing[@]} > 0)) || return 0
    local apt=(apt-get) debconf=(debconf-set-selections)
    if ((EUID != 0)); then apt=(sudo apt-get) debconf=(sudo debconf-set-selections); fi
    say "installing ${missing[*]}"
    echo 'redmine redmine/instances/default/dbconfig-install boolean false' | "${debconf[@]}"
    "${apt[@]}" update -qq >&2
    # In run level 1 no package starts a service.
    DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 "${apt[@]}" install -y -qq --no-install-recommends "${missing[@]}" >&2
}
install_missing procps postgresql redmine redmine-pgsql
command -v dotnet >/dev/null || fail 'the .NET 10 SDK is needed; see README.md at the top of the repository'
pg_bin=$(find /usr/lib/postgresql -path '*/bin/initdb' -printf '%h\n' | sort -V | tail -1)

say building
build=(dotnet build -c Release -v quiet -nologo -nodeReuse:false -p:UseSharedCompilation=false)
"${build[@]}" "$here" >&2
"${build[@]}" "$here/hangfire" >&2
output=$here/bin/Release/net10.0
# With the service's own runtime settings: they are part of what is measured.
bench=(dotnet exec --runtimeconfig "$output/camha.runtimeconfig.json" --depsfile "$output/CamHa.Scheduler.Benchmarks.deps.json" "$output/CamHa.Scheduler.Benchmarks.dll")
camha=(dotnet exec "$root/src/CamHa.Scheduler/bin/Release/net10.0/camha.dll")
hangfire=(dotnet exec "$here/hangfire/bin/Release/net10.0/Hangfire.Peer.dll")
export TMPDIR=$work

# --- running

start() { # COMMAND…: a function must end by exec, so that $running is the program itself
    "$@" >"$work/out" 2>"$work/errors" &
    running=$!
}

ended() { # sets $code
    code=0
    wait "$running" 2>/dev/null || code=$?
    running=''
}

run() { start "$@"; ended; }

must() {
    run "$@"
    ((code == 0)) || fail "failed with $code: $* $(cat "$work/out" "$work/errors" | tail -5)"
}

free_port() { # below the ports the system gives to clients
    local port=$((20000 + RANDOM % 12000))
    while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((20000 + RANDOM % 12000)); done
    echo "$port"
}

until_open() { # PORT PROCESS ERRORS
    until (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; do
        kill -0 "$2" 2>/dev/null || fail "$(tail -3 "$3")"
        sleep 0.05
    done
}

# --- the mail server

port=$(free_port)
mkfifo "$work/orders"
exec {orders}<>"$work/orders"
: >"$work/taken"

start_sink() {
    "${bench[@]}" sink "$port" "$work/taken" <"$work/orders" 2>"$work/sink.errors" &
    sink=$!
    until_open "$port" "$sink" "$work/sink.errors"
}

stop_sink() {
    kill "$sink"
    wait "$sink" 2>/dev/null || true
    sink=''
}

begin() { mark=$(wc -l <"$work/taken"); }
# The first two addresses are the committee's and the specialist's, whom a service that runs on may write to.
taken() { tail -n "+$((mark + 1))" "$work/taken" | { grep -vE '^u0000[12]@' || true; }; }
arrived() { taken | sort -u | wc -l; }
doubled() { echo $(($(taken | wc -l) - $(arrived))); }

# --- PostgreSQL, for both peers

as_postgres=()
if ((EUID == 0)); then as_postgres=(setpriv --reuid=postgres --regid=postgres --init-groups); fi

start_postgres() {
    database_port=$(free_port)
    PGPASSWORD=$(</proc/sys/kernel/random/uuid)
    export PGPASSWORD PGHOST=127.0.0.1 PGPORT=$database_port PGUSER=peers
    connection="Host=127.0.0.1;Port=$database_port;Database=hangfire;Username=peers"
    chmod 711 "$work"
    mkdir -m 700 "$work/postgres"
    echo "$PGPASSWORD" >"$work/postgres/password"
    ((EUID != 0)) || chown -R postgres: "$work/postgres"
    cd "$work"
    must "${as_postgres[@]}" "$pg_bin/initdb" -D "$work/postgres/data" -U peers --pwfile="$work/postgres/password" \
        -A scram-sha-256 -E UTF8 --locale=C.UTF-8
    "${as_postgres[@]}" "$pg_bin/postgres" -D "$work/postgres/data" -p "$database_port" \
        -c listen_addresses=127.0.0.1 -c unix_socket_directories= >"$work/postgres.log" 2>&1 &
    postgres=$!
    until_open "$database_port" "$postgres" "$work/postgres.log"
    until sql postgres -c 'SELECT 1' >"$work/out" 2>&1; do sleep 0.1; done
}

sql() { psql -X -q -v ON_ERROR_STOP=1 -d "$@"; }
fresh_database() { sql postgres -c "DROP DATABASE IF EXISTS $1 WITH (FORCE)" -c "CREATE DATABASE $1" 2>"$work/errors"; }

postgres_processor() { # seconds so far, of the server and all who serve or served a client
    # The one who served the last client has ended by then.
    sleep 0.5
    {
        sed 's/.*) //' "/proc/$postgres/stat" | awk '{ print $12 + $13 + $14 + $15 }'
        pgrep -P "$postgres" | sed 's,.*,/proc/&/stat,' | xargs cat 2>/dev/null | sed 's/.*) //' | awk '{ print $12 + $13 }'
    } | awk -v hertz="$(getconf CLK_TCK)" '{ ticks += $1 } END { printf "%.2f", ticks / hertz }'
}

# --- one measurement

measure() { # NAME OWED COMMAND…: keeps seconds, processor and PostgreSQL's processor, and demands that every mail has arrived
    local begun own database
    begin
    database=$(postgres_processor)
    times >"$work/times.before"
    begun=$(date +%s%N)
    must "${@:3}"
    date +%s%N | awk -v begun="$begun" '{ printf "%.2f\n", ($1 - begun) / 1e9 }' >>"$work/$1.seconds"
    times >"$work/times.after"
    own=$(used)
    database=$(awk "BEGIN { print $(postgres_processor) - $database }")
    echo "$own" >>"$work/$1.own"
    echo "$database" >>"$work/$1.database"
    awk "BEGIN { print $own + $database }" >>"$work/$1.processor"
    [[ $(arrived)-$(doubled) == "$2-0" ]] || fail "$1: of $2 mails $(arrived) arrived, and $(doubled) copies more"
    say "$(printf '%-10s %6.2f s, processor %6.2f s and %5.2f s of PostgreSQL' "$1" "$(tail -1 "$work/$1.seconds")" "$own" "$database")"
}

used() { # between the two times of this shell's children
    awk 'FNR == 2 { gsub(/[ms]/, " "); t = $1 * 60 + $2 + $3 * 60 + $4; if (seen++) print t - before; before = t }' \
        "$work/times.before" "$work/times.after"
}

killed() { # NAME OWED KILLS COMMAND…: killed each time the server has just taken a mail, and at last left alone
    local life
    begin
    for ((life = 1; life <= $3; life++)); do
        start "${@:4}"
        echo "kill $running $(($2 / ($3 + 1)))" >&"$orders"
        ended
        ((code == 137)) || fail "$1: life $life ended by itself with $code"
    done
    must "${@:4}"
    echo "$(($2 - $(arrived))) missing, $(doubled) copies too many" >"$work/$1.killed"
    say "$1, $3 x killed: $(<"$work/$1.killed")"
}

twice() { # NAME OWED COMMAND…
    begin
    must "${@:3}"
    echo "$(taken | wc -l) of $2" >"$work/$1.twice"
    say "$1, twice: $(<"$work/$1.twice")"
}

await() { # OWED: until so many arrived or what runs has ended, but not for ever
    local until=$((SECONDS + patience))
    while (($(arrived) < $1 && SECONDS < until)) && kill -0 "$running" 2>/dev/null; do sleep 0.5; done
}

came() { # NAME OWED WORDS
    echo "$(arrived) of $2$3" >"$work/$1.down"
    say "$1, server down: $(<"$work/$1.down")"
}

# --- Redmine: a copy of the package's program with an instance of its own, so that one that is installed is left alone

export REDMINE_INSTANCE=peers RAILS_ENV=production REDMINE_LANG=en SCHEMA=/dev/null BUNDLE_SILENCE_ROOT_WARNING=1

prepare_redmine() {
    local instance=$work/redmine/instances/peers
    cp -r /usr/share/redmine "$work/redmine"
    rm "$work/redmine/instances" "$work/redmine/Gemfile.lock" "$work/redmine/config/database.yml"
    sed -i "s,/usr/share/redmine,$work/redmine," "$work/redmine/Gemfile"
    mkdir -p "$instance"/{config,files,log,tmp}
    od -An -N64 -tx1 /dev/urandom | tr -d ' \n' >"$instance/config/secret_key.txt"
    cat >"$instance/config/database.yml" <<END
production: { adapter: postgresql, database: redmine, host: 127.0.0.1, port: $database_port, username: peers, password: $PGPASSWORD, encoding: utf8 }
END
    cat >"$instance/config/configuration.yml" <<END
default:
  email_delivery:
    delivery_method: :smtp
    smtp_settings: { address: 127.0.0.1, port: $port, enable_starttls_auto: false }
END
    fresh_database redmine
    must redmine bundle install --local --quiet
    must redmine bundle exec rake db:migrate
    must redmine bundle exec rake redmine:load_default_data
    must sql redmine -v "units=$units" -v "assignments=$assignments" -f "$here/redmine/seed.sql"
}

redmine() { cd "$work/redmine" && exec "$@"; }
reminders=(redmine bundle exec rake redmine:send_reminders days=7)

# --- Hangfire: a database of its own for each measurement

# The password it takes from the environment, as psql does.
enqueue() { must "${hangfire[@]}" enqueue "$connection" "$port" "$mails"; }
owe_hangfire() { fresh_database hangfire; enqueue; }
work_off() { exec "${hangfire[@]}" work "$connection" "$sessions" "$@"; }

# --- ours

# Where it is morning: nobody is mailed at night.
offset=$((10 - 10#$(date -u +%H)))
((offset > -12)) || offset=$((offset + 24))
today=$(date -u -d "$offset hours" +%F)
zone=$(printf 'Etc/GMT%+d' $((-offset)))

prepare_ours() {
    mkdir "$work/campaign" "$work/mails"
    cat >"$work/campaign/appsettings.json" <<END
{ "Storage": { "File": "camha.db" }, "Mail": { "Transport": "smtp", "From": "bandieuhanh@camha.example" },
  "Smtp": { "Host": "127.0.0.1", "Port": $port, "Security": "none" },
  "Scheduling": { "TimeZone": "$zone" }, "Outbox": { "BrakeFloor": $units }, "Web": { "Enabled": false } }
END
}

owe_digests() {
    rm -f "$work"/campaign/camha.db*
    must "${bench[@]}" seed-campaign "$work/campaign/camha.db" "$units" "$assignments" "$today"
}

owe_mails() {
    rm -f "$work"/mails/camha.db*
    must "${bench[@]}" seed "$work/mails/camha.db" $(((mails + 19) / 20)) "$mails" 0
}

service() { exec "${camha[@]}" "$@" --config "$work/campaign/appsettings.json" --lang en; }
look=(service send-now deadlines)
dispatch=("${bench[@]}" send "$port" "$work/mails/camha.db" "$sessions")

# --- all of it

say 'preparing'
start_postgres
prepare_redmine
prepare_ours
start_sink
for ((round = 1; round <= rounds; round++)); do
    say "round $round of $rounds"
    measure redmine "$units" "${reminders[@]}"
    owe_digests
    measure digests "$units" "${look[@]}"
    owe_hangfire
    measure hangfire "$mails" work_off
    owe_mails
    measure mails "$mails" "${dispatch[@]}"
done

twice redmine "$units" "${reminders[@]}"
twice digests "$units" "${look[@]}"
enqueue
twice hangfire "$mails" work_off
twice mails "$mails" "${dispatch[@]}"

killed redmine "$units" 1 "${reminders[@]}"
owe_digests
killed digests "$units" 1 "${look[@]}"
owe_hangfire
killed hangfire "$mails" "$kills" work_off "$dead"
owe_mails
killed mails "$mails" "$kills" "${dispatch[@]}"

owe_digests
owe_hangfire
stop_sink
begin
run "${reminders[@]}"
came redmine "$units" ", and it ended with $code"
run "${look[@]}"
digests_code=$code
start_sink
begin
start service run
await "$units"
kill "$running"
ended
came digests "$units" " by the service; \`send-now\` had ended with $digests_code"
stop_sink
begin
start work_off
sleep "$away"
start_sink
await "$mails"
kill "$running" 2>/dev/null || true
ended
came hangfire "$mails" ""

# --- the table

median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
seconds() { awk "BEGIN { printf \"%.1f s (%.1f–%.1f)\", $(median "$work/$1"), $(sort -n "$work/$1" | head -1), $(sort -n "$work/$1" | tail -1) }"; }
ratio() { awk "BEGIN { printf \"%.1f ×\", $(median "$work/$1.$3") / $(median "$work/$2.$3") }"; }
grouped() { printf '%.0f' "$1" | sed -E ':a; s/([0-9])([0-9]{3})($|,)/\1,\2\3/; ta'; }
# shellcheck source=/dev/null
system() { . /etc/os-release && echo "$NAME $VERSION_ID"; }
package() { dpkg-query -W -f '${Version}' "$1" | cut -d- -f1; }
runtime() { dotnet --list-runtimes | sed -n 's/^Microsoft.NETCore.App \(10[^ ]*\).*/\1/p' | tail -1; }
version() { sed -nE "s/.*\"$1\" Version(Override)?=\"([^\"]*)\".*/\2/p" "$root/Directory.Packages.props" "$here/hangfire/Hangfire.Peer.csproj"; }
load() { cut -d' ' -f1 /proc/loadavg; }

compared() { # PEER OURS
    echo "| seconds | $(seconds "$1.seconds") | $(seconds "$2.seconds") | $(ratio "$1" "$2" seconds) |"
    echo "| processor, PostgreSQL's included | $(seconds "$1.processor") | $(seconds "$2.processor") | **$(ratio "$1" "$2" processor)** |"
    echo "| of it PostgreSQL's | $(seconds "$1.database") | – | |"
}
fate() {
    echo "| $1 | $(<"$work/redmine.$2") | $(<"$work/digests.$2") | $(<"$work/hangfire.$2") | $3 |" \
        | sed -E 's/\b([0-9])([0-9]{3})\b/\1,\2/g'
}

{
    echo "$(date -u '+%-d %B %Y'): $(nproc) cores (load $(load) at the end), $(system), .NET $(runtime), MailKit $(version MailKit);"
    echo "Redmine $(package redmine) on Ruby $(ruby -e 'print RUBY_VERSION'), Hangfire $(version Hangfire.Core) with"
    echo "Hangfire.PostgreSql $(version Hangfire.PostgreSql), PostgreSQL $("$pg_bin/postgres" --version | awk '{ print $3 }')."
    echo "Median of $rounds rounds in turn, least and most in brackets. Look at the ratios of processor."
    echo
    echo "| $units digests of $(grouped "$assignments") tasks | Redmine \`send_reminders\` | \`camha send-now deadlines\` | ratio |"
    echo '| --- | --- | --- | --- |'
    compared redmine digests
    echo
    echo "| $(grouped "$mails") mails of 20 kB, eight at once | Hangfire, a connection a job | the dispatcher | ratio |"
    echo '| --- | --- | --- | --- |'
    compared hangfire mails
    echo
    echo '| what happens | Redmine | digests | Hangfire | dispatcher |'
    echo '| --- | --- | --- | --- | --- |'
    fate 'ordered again at once: sent again' twice "$(<"$work/mails.twice")"
    fate 'mail server down, and back: arrive without being ordered again' down –
    fate "killed (\`SIGKILL\`): once in $units digests, $kills times in $(grouped "$mails") mails" killed "$(<"$work/mails.killed")"
} >"$work/table"
cat "$work/table"
if [[ -z $quick ]]; then
    awk -v table="$work/table" '
        /<!-- peers:end -->/ { within = 0 }
        !within { print }
        /<!-- peers:begin -->/ { within = 1; while ((getline line < table) > 0) print line }' "$here/README.md" >"$work/README.md"
    cat "$work/README.md" >"$here/README.md"
fi
