# Records in a trial start which classes and methods a start needs, so that later ones need not find out (the JDK's AOT
# cache, JEP 483 and 514). It halves the work of a start; nothing depends on it. The trial keeps to the quick compiler:
# profiles in the recording would set the optimising one off at once, beside the start and at its cost.
#   BUILD/aot.cache   what was recorded
#   BUILD/aot.jdk     which JDK did: another one starts without

# Sets cache_flags for a build.
use_recording() {
  cache_flags=()
  if [ -r "$1/aot.jdk" ] && [ "$(<"$1/aot.jdk")" = "$(<"$JAVA_HOME/release")" ]; then
    # Whatever the JVM thinks of the cache, it is not the user's business.
    cache_flags=(-XX:AOTCache="$1/aot.cache" -Xlog:aot*=off -Xlog:cds*=off)
  fi
}

# The trial: a service on a throw-away folder, asked for one page and ended. Always succeeds; gives up after minutes.
record_start() {
  local build=$1 trial port pid
  trial=$(mktemp -d) || return 0
  # Below the range that the system gives to outgoing connections.
  port=$((20000 + RANDOM % 12000))
  env -i PATH="$PATH" HOME="${HOME-/}" MAILMOOR_DATA="$trial/data" MAILMOOR_PORT="$port" \
    "$JAVA_HOME/bin/java" @"$root/build-config/launcher/jvm.options" -XX:TieredStopAtLevel=1 -XX:AOTCacheOutput="$build/aot.next" \
    -jar "$build/app.jar" serve >"$trial/output" 2>&1 </dev/null 8>&- &
  pid=$!
  if await_ready "$pid" "$trial/output"; then
    ask_for_a_page "$port"
    kill "$pid" 2>/dev/null || true
    await_end "$pid" || true
  fi
  kill -9 "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
  if [ -s "$build/aot.next" ]; then
    mv "$build/aot.next" "$build/aot.cache" && cp "$JAVA_HOME/release" "$build/aot.jdk"
  fi
  rm -rf "$trial" "$build"/aot.next*
  return 0
}

await_ready() {
  local tries
  for tries in {1..3000}; do
    grep -qs 'Mailmoor is ready' "$2" && return 0
    kill -0 "$1" 2>/dev/null || return 1
    sleep 0.1
  done
  return 1
}

# The recording is put together as the process ends.
await_end() {
  local tries
  for tries in {1..3000}; do
    kill -0 "$1" 2>/dev/null || return 0
    sleep 0.1
  done
  return 1
}

ask_for_a_page() {
  {
    exec 7<>"/dev/tcp/127.0.0.1/$1"
    printf 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' >&7
    timeout 5 cat <&7 >/dev/null
    exec 7>&-
  } 2>/dev/null || true
}

# Beside the service that starts now, with what it leaves of the machine.
record_beside() {
  (
    exec >/dev/null 2>&1 </dev/null 8>&- 9<"$1/in-use"
    if command -v flock >/dev/null; then flock -s 9; fi
    renice -n 19 $BASHPID
    record_start "$1"
  ) &
}
