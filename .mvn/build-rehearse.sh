#!/bin/sh
# Builds the command line of this clone, quietly, for ./rehearse. The jars get a folder of their own, named in cli/target/run/current,
# so that a later build does not pull them from under a command that is still running.
set -u
root=$(cd "$(dirname "$0")/.." && pwd -P) || exit 3
run=$root/cli/target/run
log=$run/build.log
mkdir -p "$run" || exit 3

"$root/.mvn/find-jdk.sh" >/dev/null || exit 3

# One build at a time: who comes second waits, and finds the work done.
if ! (set -C && echo $$ >"$run/lock") 2>/dev/null; then
  while holder=$(cat "$run/lock" 2>/dev/null) && kill -0 "$holder" 2>/dev/null; do sleep 1; done
  [ -e "$run/lock" ] || exit 0
  echo $$ >"$run/lock"
fi
maven='' stamp=$run/stamp.$$
leave() {
  [ -z "$maven" ] || kill "$maven" 2>/dev/null
  rm -f "$stamp" "$run/lock"
  exit "$1"
}
trap 'leave 130' INT TERM HUP

# A source that changes from here on is newer than this build.
: >"$stamp"
rm -rf "$root/cli/target/distribution"
"$root/mvnw" -B -f "$root/pom.xml" -pl cli -am -Dfast -Dmaven.test.skip=true package >"$log" 2>&1 </dev/null &
maven=$!
if [ -t 2 ]; then
  seconds=0
  while kill -0 "$maven" 2>/dev/null; do
    module=$(sed -n 's/^\[INFO\] Building Rehearsal *\(.*\) [0-9][^ ]* *\(\[.*\]\)$/\1 \2/p' "$log" | tail -n 1)
    printf '\r\033[KBuilding Rehearsal, needed once: %s, %s s' "${module:-starting}" "$seconds" >&2
    sleep 1
    seconds=$((seconds + 1))
  done
  printf '\r\033[K' >&2
else
  echo 'Building Rehearsal, needed once...' >&2
fi
if ! wait "$maven"; then
  maven=''
  grep '^\[ERROR\]' "$log" | head -n 12 >&2
  echo "Rehearsal could not be built; the whole log is in $log" >&2
  leave 3
fi
maven=''

previous=$(cat "$run/current" 2>/dev/null)
for old in "$run"/[0-9]*; do
  [ ! -d "$old" ] || [ "$old" = "$previous" ] || rm -rf "$old"
done
home=$run/$(date +%s)-$$
cp -R "$root"/cli/target/distribution/rehearsal-* "$home" && printf '%s\n' "$home" >"$run/current.new" &&
  mv "$run/current.new" "$run/current" && mv "$stamp" "$run/stamp" || leave 3
leave 0
