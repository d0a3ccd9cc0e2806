# Finds a JDK that can build and run Mailmoor, without starting one. Sets JAVA_HOME.

oldest_jdk=25

# Whether a folder is a JDK new enough; sets version to its feature version. Starts no process: it is on every start's way.
is_new_enough() {
  local line
  version=0
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while read -r line; do
    case $line in
      JAVA_VERSION=*)
        line=${line#*\"}
        version=${line%%[!0-9]*}
        ;;
    esac
  done <"$1/release"
  [ "${version:-0}" -ge "$oldest_jdk" ]
}

# Among the usual folders: the version that Mailmoor is tested with, else the newest. Sets chosen.
choose_usual_jdk() {
  local folder version best_version=0
  for folder in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/*jdk* /opt/java/* "${HOME-}"/.jdks/* \
      "${HOME-}"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*; do
    is_new_enough "$folder" || continue
    if [ "$version" -eq "$oldest_jdk" ]; then
      chosen=$folder
      return
    fi
    if [ "$version" -gt "$best_version" ]; then
      chosen=$folder best_version=$version
    fi
  done
}

find_jdk() {
  local chosen=${MAILMOOR_JAVA_HOME-} version
  if [ -n "$chosen" ] && ! is_new_enough "$chosen"; then
    echo "mailmoor: MAILMOOR_JAVA_HOME is $chosen, which is no JDK $oldest_jdk or newer." >&2
    exit 1
  fi
  if [ -z "$chosen" ] && [ -n "${JAVA_HOME-}" ] && is_new_enough "$JAVA_HOME"; then
    chosen=$JAVA_HOME
  fi
  [ -n "$chosen" ] || choose_usual_jdk
  if [ -z "$chosen" ]; then
    echo "mailmoor: no JDK $oldest_jdk or newer was found (a JRE is not enough)." >&2
    echo "Install one, for example the package openjdk-$oldest_jdk-jdk or Eclipse Temurin $oldest_jdk, or set MAILMOOR_JAVA_HOME to where it is." >&2
    exit 1
  fi
  export JAVA_HOME=$chosen
}
