#!/usr/bin/env bash
# How fast mails leave, beside what the same machine can do: see README.md here, into which this writes its table.
#   delivery.sh [--quick] [--mails N]
# --quick tries everything out with few mails and leaves README.md as it is; --mails is how many the pipeline sends.
set -euo pipefail
export LC_ALL=C.UTF-8 PATH="$PATH:/usr/sbin:/sbin" DOTNET_CLI_TELEMETRY_OPTOUT=1
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)

nodemailer=10.6.1
rounds=5 source_mails=20000 pool_mails=5000 each_mails=200 parallel_mails=2000 mails=40000 warm_up=10000
waiting=100000 history=1000000 campaigns=500 quick=
while (($#)); do
    case $1 in
        --quick) quick=yes rounds=1 source_mails=2000 pool_mails=500 each_mails=20 parallel_mails=100 mails=300 warm_up=100 waiting=2000 history=20000 campaigns=50 ;;
        --mails) mails=$2; shift ;;
        *) sed -n '2,4s/^# //p' "$0" >&2; exit 2 ;;
    esac
    shift
done

fail() { echo "delivery.sh: $*" >&2; exit 1; }

# Under the repository and not in /tmp, which may be memory: the database has to wait for a disk.
mkdir -p "$root/artifacts"
work=$(mktemp -d "$root/artifacts/delivery.XXXXXX")
sink='' running=''
finish() {
    for pid in $running $sink; do
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# --- tools

install_missing() { # COMMAND PACKAGE…
    command -v "$1" >/dev/null && return
    local apt=(apt-get) debconf=(debconf-set-selections)
    if ((EUID != 0)); then apt=(sudo apt-get) debconf=(sudo debconf-set-selections); fi
    echo "installing ${*:2}" >&2
    # Only its tools are wanted: with no configuration Postfix starts no mail server.
    echo 'postfix postfix/main_mailer_type select No configuration' | "${debconf[@]}"
    "${apt[@]}" update -qq >&2
    DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 "${apt[@]}" install -y -qq --no-install-recommends "${@:2}" >&2
}
install_missing smtp-sink postfix
install_missing node nodejs
install_missing npm npm
command -v dotnet >/dev/null || fail 'the .NET 10 SDK is needed; see README.md at the top of the repository'
node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || fail "nodemailer $nodemailer needs Node.js 20 or later; this is $(node --version)"

echo 'building' >&2
# Without the compiler servers a build leaves behind: they would take part of the machine.
dotnet build -c Release -v quiet -nologo -nodeReuse:false -p:UseSharedCompilation=false "$here" >&2
output=$here/bin/Release/net10.0
# With the service's own runtime settings: they are part of what is measured.
bench=(dotnet exec --runtimeconfig "$output/camha.runtimeconfig.json" --depsfile "$output/CamHa.Scheduler.Benchmarks.deps.json" "$output/CamHa.Scheduler.Benchmarks.dll")
export TMPDIR=$work
mkdir "$work/node"
npm install --prefix "$work/node" --no-audit --no-fund --ignore-scripts --silent "nodemailer@$nodemailer" >&2

# --- one measurement

as_user=()
if ((EUID == 0)); then as_user=(-u nobody); fi

start_sink() { # FOLDER OPTION…: a mail server that takes everything, on a free port
    # Below the ports the system gives to clients.
    port=$((20000 + RANDOM % 12000))
    while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((20000 + RANDOM % 12000)); done
    (cd "$1" && exec smtp-sink "${as_user[@]}" -c "${@:2}" "127.0.0.1:$port" 1000) >"$work/sink" 2>"$work/sink.errors" &
    sink=$!
    until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
        kill -0 "$sink" 2>/dev/null || fail "smtp-sink: $(<"$work/sink.errors")"
        sleep 0.05
    done
}

stop_sink() { # sets $arrived
    kill "$sink"
    wait "$sink" 2>/dev/null || true
    sink=''
    arrived=$(tr '\r' '\n' <"$work/sink" | sed -n 's/.*mesg=//p' | tail -1)
}

run() { # COMMAND…: in the background, so that a signal to this script is answered at once
    (cd "$work/node" && exec "${@//PORT/$port}") >"$work/out" &
    running=$!
    wait "$running" || fail "failed: $*"
    running=''
}

value() { sed -nE "s/(^|.* )$1=([^ ]*).*/\2/p" "$work/out"; }

measure() { # NAME MAILS COMMAND…: keeps the rate, and demands that every mail has arrived
    local begun seconds
    start_sink "$work"
    begun=$(date +%s%N)
    run "${@:3}"
    seconds=$(awk "BEGIN { print ($(date +%s%N) - $begun) / 1e9 }")
    stop_sink
    local rate delivered
    rate=$(value rate) delivered=$(value delivered)
    [[ ${arrived:-0} == "${delivered:-$2}" ]] || fail "$1: ${delivered:-$2} mails were sent and ${arrived:-0} arrived"
    rate=${rate:-$(awk "BEGIN { print $2 / $seconds }")}
    echo "$rate" >>"$work/$1.rate"
    value cpu_ms >>"$work/$1.cpu"
    printf '%-14s %8.0f mails/s %s\n' "$1" "$rate" "$(<"$work/out")" >&2
}

size() { # NAME COMMAND…: bytes a mail as it arrives, without what smtp-sink itself writes before it
    mkdir -m 777 "$work/dump"
    start_sink "$work/dump" -d %M
    run "${@:2}"
    stop_sink
    find "$work/dump" -type f -exec env LC_ALL=C awk '
        FNR == 1 { own = 1; mails++ }
        own && (/^X-(Client|Helo|Mail|Rcpt)-/ || /^Received: / || /^\t/) { next }
        { own = 0; bytes += length($0) + 2 }
        END { printf "%d\n", bytes / mails - 2 }' {} + >"$work/$1.size"
    rm -rf "$work/dump"
    printf '%-14s %8d bytes a mail\n' "$1" "$(<"$work/$1.size")" >&2
    (($(<"$work/$1.size") >= 19000 && $(<"$work/$1.size") <= 21000)) || fail "$1: a mail is to have 20 kB, within 5 %"
}

median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
least() { sort -n "$1" | head -1; }
most() { sort -n "$1" | tail -1; }
grouped() { printf '%.0f' "$1" | sed -E ':a; s/([0-9])([0-9]{3})($|,)/\1,\2\3/; ta'; }

# --- all of them, in turn, so that a busy neighbour meets each alike

source=(smtp-source -s 8 -l 20000)
pool=(node "$here/nodemailer.mjs" PORT)
size source "${source[@]}" -m 8 127.0.0.1:PORT
size pool "${pool[@]}" 20 0
size each "${bench[@]}" mailkit-each PORT 20 1
size pipeline "${bench[@]}" deliver PORT 200 0

for ((round = 1; round <= rounds; round++)); do
    echo "round $round of $rounds" >&2
    measure source "$source_mails" "${source[@]}" -m "$source_mails" 127.0.0.1:PORT
    measure pipeline "$mails" "${bench[@]}" deliver PORT "$mails" "$warm_up"
    measure pool "$pool_mails" "${pool[@]}" "$pool_mails" "$warm_up"
    measure each "$each_mails" "${bench[@]}" mailkit-each PORT "$each_mails" 1
    measure source-kept "$source_mails" "${source[@]}" -d -m "$source_mails" 127.0.0.1:PORT
    measure each-of-eight "$parallel_mails" "${bench[@]}" mailkit-each PORT "$parallel_mails" 8
done

# --- memory; filled by another process, which may take as much as it likes

drained=$((mails * 5 < waiting ? mails * 5 : waiting))
mkdir "$work/memory" "$work/none" "$work/history"
run "${bench[@]}" seed "$work/memory/camha.db" $(((waiting + 19) / 20)) "$waiting" 0
start_sink "$work"
run "${bench[@]}" memory PORT "$work/memory/camha.db" "$drained"
stop_sink
cat "$work/out" >&2
[[ $arrived == "$(value sent)" ]] || fail "memory: $(value sent) mails were sent and $arrived arrived"
memory="$(value start_mb) MB at the start, at most $(value max_mb) MB; median of the first third $(value first_third_mb) MB, of the last $(value last_third_mb) MB ($(grouped "$(value sent)") of them sent)"
rm -rf "$work/memory"

# --- the first mail, behind a history and behind none; the same campaigns in both

run "${bench[@]}" seed "$work/none/camha.db" "$campaigns" 300 0
run "${bench[@]}" seed "$work/history/camha.db" "$campaigns" 300 "$history"
for ((round = 1; round <= 5; round++)); do
    for past in none history; do
        start_sink "$work"
        run "${bench[@]}" first PORT "$work/$past/camha.db"
        stop_sink
        value first_ms >>"$work/$past.first"
        value at_start_ms >>"$work/$past.start"
        printf '%-14s %s\n' "first, $past" "$(<"$work/out")" >&2
    done
done

# --- the table

row() { echo "| $1 | $2 | $3 |"; }
rate() { echo "$(grouped "$(median "$work/$1.rate")") mails/s ($(grouped "$(least "$work/$1.rate")")–$(grouped "$(most "$work/$1.rate")"))"; }
ratio() { awk "BEGIN { printf \"%.2f (of the best rounds %.2f)\", $(median "$work/pipeline.rate") / $(median "$work/$1.rate"), $(most "$work/pipeline.rate") / $(most "$work/$1.rate") }"; }
first() { awk "BEGIN { printf \"%.1f ms (%.1f–%.1f)\", $(median "$work/$1.first"), $(least "$work/$1.first"), $(most "$work/$1.first") }"; }
system() { . /etc/os-release && echo "$NAME $VERSION_ID"; }
runtime() { dotnet --list-runtimes | sed -n 's/^Microsoft.NETCore.App \(10[^ ]*\).*/\1/p' | tail -1; }
mailkit() { sed -n 's/.*"MailKit" Version="\([^"]*\)".*/\1/p' "$root/Directory.Packages.props"; }
synced() { dd if=/dev/zero of="$work/synced" bs=4k count=300 oflag=dsync 2>&1 | sed -nE 's/.* ([0-9.e-]+) s,.*/\1/p' | awk '{ printf "%.2f", $1 / 300 * 1000 }'; }

{
    echo "$(date -u '+%-d %B %Y'): $(nproc) cores, $(system), Linux $(uname -r | cut -d- -f1), $(findmnt -n -o FSTYPE -T "$work"), where a 4 kB write that waits for the disk takes $(synced) ms;"
    echo "Postfix $(dpkg-query -W -f '${Version}' postfix | cut -d- -f1), Node.js $(node --version | tr -d v), nodemailer $nodemailer, MailKit $(mailkit), .NET $(runtime)."
    echo "Median of $rounds rounds in turn, least and most in brackets; ratios are of medians, beside them those of the best rounds."
    echo
    row what goal measured
    row --- --- ---
    row "\`smtp-source -s 8 -l 20000\`, a connection a mail ($(grouped "$(<"$work/source.size")") bytes)" reference "$(rate source)"
    row "the same with \`-d\`, connections kept" "for information" "$(rate source-kept)"
    row "nodemailer, a pool of eight ($(grouped "$(<"$work/pool.size")") bytes)" reference "$(rate pool)"
    row "MailKit, a connection a mail, one after another ($(grouped "$(<"$work/each.size")") bytes)" reference "$(rate each)"
    row "the same, eight at once" "for information" "$(rate each-of-eight)"
    row "**the whole pipeline, eight sessions** ($(grouped "$(<"$work/pipeline.size")") bytes)" "" "**$(rate pipeline)**, $(awk "BEGIN { printf \"%.2f\", $(median "$work/pipeline.cpu") }") ms of processor a mail"
    row "pipeline : smtp-source" "≥ 0.64" "$(ratio source)"
    row "pipeline : nodemailer" "≥ 2" "$(ratio pool)"
    row "pipeline : MailKit, a connection a mail" "≥ 10" "$(ratio each)"
    row "resident while $(grouped "$waiting") wait" "≤ 150 MB, flat" "$memory"
    row "time to the first mail, $(grouped "$history") sent before" "as with none" "$(first history); with none $(first none)"
    row "the same, first of a process" "for information" "$(median "$work/history.start") ms; with none $(median "$work/none.start") ms"
} >"$work/table"
cat "$work/table"
if [[ -z $quick ]]; then
    awk -v table="$work/table" '
        /<!-- delivery:end -->/ { within = 0 }
        !within { print }
        /<!-- delivery:begin -->/ { within = 1; while ((getline line < table) > 0) print line }' "$here/README.md" >"$work/README.md"
    cat "$work/README.md" >"$here/README.md"
fi
