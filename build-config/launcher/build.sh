# Builds a module into a new folder of its own, so that a service that runs keeps the jars it was started with:
#   .mailmoor/build/             Maven's output of the profile "quick"
#   .mailmoor/MODULE/BUILD/      app.jar and lib/, never changed once it is there
#   .mailmoor/MODULE/current     names the newest BUILD; its age tells what it was built from

store=$root/.mailmoor

# The modules whose sources go into one.
parts_of() {
  case $1 in
    server) echo protocol server ;;
    demo) echo protocol testkit server demo ;;
    bench) echo protocol testkit server bench ;;
  esac
}

# Whether anything changed since the build began: files by their inode's time, which a checkout or copy cannot turn
# back, and folders, which tell of files that went.
is_fresh() {
  local module=$1 current=$store/$1/current part sources=()
  [ -f "$current" ] && [ -f "$store/$module/$(<"$current")/app.jar" ] || return 1
  for part in $(parts_of "$module"); do
    sources+=("$root/$part/pom.xml" "$root/$part/src/main")
  done
  [ -z "$(find "$root/pom.xml" "$root/.mvn" "$root/build-config/launcher" "$root/docs/guide" "${sources[@]}" -cnewer "$current" -print -quit 2>&1)" ]
}

# One build at a time. The lock goes with the process, however that ends.
with_build_lock() {
  mkdir -p "$store"
  if command -v flock >/dev/null; then
    ( flock -n 8 || { echo "Waiting for another build of Mailmoor…" >&2; flock 8; }; "$@" ) 8>"$store/build.lock"
  else
    "$@"
  fi
}

build_if_stale() {
  is_fresh "$1" || with_build_lock build_unless_fresh "$1"
}

build_unless_fresh() {
  is_fresh "$1" || build "$1"
}

build() {
  local module=$1 id began log=$store/build.log
  command -v mvn >/dev/null || { echo "mailmoor: Maven (mvn) is needed to build Mailmoor; install the package maven." >&2; exit 1; }
  id=$(date +%Y%m%d-%H%M%S)-$$
  mkdir -p "$store/$module"
  began=$store/$module/.began
  echo "$id" >"$began"
  # What a deleted source or resource left behind must not come along.
  rm -rf "$store"/build/*/classes "$store"/build/*/generated-sources
  echo "Building Mailmoor (first time or sources changed; the first time takes some minutes)…" >&2
  if ! maven_quick "$module" >"$log" 2>&1 && { ! only_offline_failed "$log" || ! offline= maven_quick "$module" >"$log" 2>&1; }; then
    report_failure "$log"
    exit 1
  fi
  lay_out "$module" "$store/$module/$id"
  record "$module" "$store/$module/$id"
  mv -f "$began" "$store/$module/current"
  remove_unused "$module"
}

# The first build waits for its recording, so that the next start is a quick one; whoever changes sources does not.
record() {
  [ "$1" = server ] || return 0
  if [ -e "$store/server/current" ]; then record_beside "$2"; else record_start "$2"; fi
}

# Offline first: asking the registry about what is already here costs seconds.
offline=--offline

maven_quick() {
  ( cd "$root" && unset JDK_JAVA_OPTIONS JAVA_TOOL_OPTIONS &&
    MAVEN_OPTS=--sun-misc-unsafe-memory-access=allow \
      mvn -B -q ${offline:+"$offline"} -Dstyle.color=never -Pquick -pl "$1" -am package \
      -Dmaven.test.skip=true -Dspotless.check.skip=true -Dcheckstyle.skip=true ) 8>&-
}

only_offline_failed() {
  grep -qE 'in offline mode|has not been downloaded from it before|Cannot access .* in offline mode' "$1"
}

# The compiler's errors, without Maven's advice.
report_failure() {
  echo "mailmoor: the build failed." >&2
  grep -E '^\[(ERROR|FATAL)\]' "$1" | grep -vE 'Help 1|To see the full stack|Re-run Maven|For more information|After correcting|mvn <args>|^\[ERROR\] *$' \
    | sed "s|$root/||" | awk '!seen[$0]++' | head -60 >&2 || true
  [ -n "$(grep -m1 -E '^\[(ERROR|FATAL)\]' "$1")" ] || tail -n 20 "$1" >&2
  echo "The whole output is in ${1#"$root"/}." >&2
}

# Other people's jars never change under their name and are shared by links; our own are copied.
lay_out() {
  local module=$1 target=$2 built=$store/build/$1 next=$2.next jar
  rm -rf "$next"
  mkdir -p "$next"
  cp -Rl "$built/lib" "$next/lib" 2>/dev/null || { rm -rf "$next/lib"; cp -R "$built/lib" "$next/lib"; }
  for jar in "$next"/lib/*-SNAPSHOT.jar; do
    [ -e "$jar" ] || continue
    rm -f "$jar"
    cp -p "$built/lib/${jar##*/}" "$jar"
  done
  cp -p "$built/$module"-*.jar "$next/app.jar"
  : >"$next/in-use"
  mv "$next" "$target"
}

# A process holds a lock on its build as long as it lives (see run.sh).
remove_unused() {
  local module=$1 current old
  command -v flock >/dev/null || return 0
  current=$(<"$store/$module/current")
  for old in "$store/$module"/*/; do
    old=${old%/}
    [ "${old##*/}" != "$current" ] || continue
    if [ ! -e "$old/in-use" ] || flock -n -x "$old/in-use" true; then
      rm -rf "$old"
    fi
  done
}
