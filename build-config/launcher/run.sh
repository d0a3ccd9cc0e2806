# Runs a built module in place of this shell, so that signals reach the JVM.

# Holds a lock on the newest build for as long as this process lives, whatever it becomes: Java passes no open file on
# to its own children. Fails when the build was removed under our hands.
hold_build() {
  build=$store/$1/$(<"$store/$1/current")
  { exec 9<"$build/in-use"; } 2>/dev/null || return 1
  if command -v flock >/dev/null; then flock -s 9; fi
  [ -e "$build/app.jar" ]
}

run() {
  local module=$1 build cache_flags
  shift
  build_if_stale "$module"
  until hold_build "$module"; do
    build_if_stale "$module"
  done
  use_recording "$build"
  # shellcheck disable=SC2086
  exec "$JAVA_HOME/bin/java" @"$root/build-config/launcher/jvm.options" ${cache_flags[@]+"${cache_flags[@]}"} \
    ${MAILMOOR_JAVA_OPTS-} -jar "$build/app.jar" "$@"
}
