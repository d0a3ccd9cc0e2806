# Runs everything that CI runs: installs what the tests need, builds with all checks, counts.

usage_of_test() {
  cat <<'TEXT'
Usage: ./mailmoor test [--full] [-pl MODULE[,MODULE]] [MAVEN ARGUMENTS]

Installs what the tests need (as root, on Debian), builds with all checks, runs the tests, prints one summary.
Exit status: 0 all passed, 1 something failed or no test ran, 2 something is missing that only root can install.

  --full                    heavy batteries too
  -pl server -Dtest=X       only a part
TEXT
}

# What the tests run, and the Debian package each comes from.
needed='
/usr/lib/dovecot/imap dovecot-imapd
/usr/lib/dovecot/pop3 dovecot-pop3d
/usr/lib/postfix/sbin/master postfix
/usr/bin/chromium chromium
'

missing_packages() {
  local program package
  while read -r program package; do
    [ -z "$program" ] || [ -x "$program" ] || printf '%s ' "$package"
  done <<<"$needed"
}

install_needed() {
  local packages
  packages=$(missing_packages)
  [ -n "$packages" ] || return 0
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "mailmoor: the tests need packages that are not installed. As root, run:" >&2
    echo "  apt-get update && apt-get install ${packages% }" >&2
    exit 2
  fi
  echo "Installing ${packages% }…" >&2
  mkdir -p "$store"
  # shellcheck disable=SC2086
  if ! install_quietly $packages >"$store/install.log" 2>&1; then
    cat "$store/install.log" >&2
    echo "mailmoor: ${packages% } could not be installed." >&2
    exit 1
  fi
}

# No service is started: the tests run private ones. Postfix is left without a configuration of its own.
install_quietly() (
  export DEBIAN_FRONTEND=noninteractive
  local policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
  fi
  echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections
  apt-get update -q && apt-get install -q -y --no-install-recommends "$@"
)

run_tests() {
  local argument arguments=() failed=0
  for argument in "$@"; do
    case $argument in
      --help) usage_of_test; exit 0 ;;
      --full) arguments+=(-Dmailmoor.full=true) ;;
      -pl) arguments+=(-am -Dsurefire.failIfNoSpecifiedTests=false -pl) ;;
      *) arguments+=("$argument") ;;
    esac
  done
  install_needed
  cd "$root"
  rm -rf ./*/target/surefire-reports
  mkdir -p "$store"
  # Failed tests do not stop the run, so that the summary tells of all; failed checks end a module.
  MAVEN_OPTS="${MAVEN_OPTS-} --sun-misc-unsafe-memory-access=allow" \
    mvn -B -q --no-transfer-progress -Dstyle.color=never -fae -Dmaven.test.failure.ignore=true \
    -Dsurefire.rerunFailingTestsCount=1 -T 2 \
    ${arguments[@]+"${arguments[@]}"} verify 2>&1 | tee "$store/test.log" || failed=1
  if grep -qE 'The forked VM terminated|error in the forked process|timeout in the fork|(^|[^o])ExecutionException' "$store/test.log"; then
    echo "mailmoor: a test process broke off; its tests are not counted." >&2
    failed=1
  fi
  summary || failed=1
  exit "$failed"
}

# Adds up Surefire's reports, test by test: its own totals leave out nested classes. Fails when a test failed, or none ran.
# One that failed and then passed by itself is named (docs/decisions/0007).
summary() {
  sizes
  find . -path '*/target/surefire-reports/TEST-*.xml' -exec cat {} + 2>/dev/null | awk '
    /<system-(out|err)>/ { printed = 1 }
    !printed && /^ *<testcase / { tests++; name = $0; sub(/.* classname="/, "", name); sub(/".*/, "", name)
      method = $0; sub(/.*<testcase name="/, "", method); sub(/".*/, "", method) }
    !printed && /^ *<flaky(Failure|Error)[ >]/ { print "Passed only when it was run again: " name "." method }
    !printed && /^ *<(failure|error)[ >\/]/ { failed++ }
    !printed && /^ *<skipped[ >\/]/ { skipped++ }
    /<\/system-(out|err)>/ { printed = 0 }
    END {
      if (tests == 0) print "No test ran."
      printf "%d passed, %d failed, %d skipped\n", tests - failed - skipped, failed, skipped
      exit failed > 0 || tests == skipped
    }'
}

# STYLE's wish; the ceilings are held by Checkstyle.
sizes() {
  find . -path '*/src/*/java/*.java' ! -name package-info.java -exec wc -l {} + | awk '$2 != "total" { print $1 }' | sort -n |
    awk '{ lines[NR] = $1 } END { if (NR) printf "Java files: %d, median %d lines, longest %d.\n", NR, lines[int((NR + 1) / 2)], lines[NR] }'
}
