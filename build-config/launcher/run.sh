# Runs a built module in place of this shell, so that signals reach the JVM.

# Bounded so that a fleet of a million stays under 1 GiB in all: heap, classes, code and buffers.
jvm_flags() {
  flags=(
    -Xmx448m -XX:MaxMetaspaceSize=192m -XX:ReservedCodeCacheSize=128m -XX:MaxDirectMemorySize=64m
    -XX:+UseCompactObjectHeaders
    -XX:+ExitOnOutOfMemoryError
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
    -Dfile.encoding=UTF-8
  )
}

# Holds a lock on the newest build for as long as this process lives, whatever it becomes: Java passes no open file on
# to its own children. Fails when the build was removed under our hands.
hold_build() {
  build=$store/$1/$(<"$store/$1/current")
  { exec 9<"$build/in-use"; } 2>/dev/null || return 1
  if command -v flock >/dev/null; then flock -s 9; fi
  [ -e "$build/app.jar" ]
}

run() {
  local module=$1 build flags
  shift
  build_if_stale "$module"
  until hold_build "$module"; do
    build_if_stale "$module"
  done
  jvm_flags
  exec "$JAVA_HOME/bin/java" "${flags[@]}" -jar "$build/app.jar" "$@"
}
