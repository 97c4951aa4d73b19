#!/bin/sh
# Prints the home of a Java that Rehearsal can use: JAVA_HOME if it is new enough, else the newest one found beside it.
# usage: find-jdk.sh [jdk|jre]      jdk (the default) asks for a compiler too
set -u
needed=21
kind=${1:-jdk}
best='' best_version=0

# Sets `version` to the major version of the Java in $1, or to 0. The file `release` answers without starting Java.
look_at() {
  version=0
  [ -x "$1/bin/java" ] || return 0
  [ "$kind" = jre ] || [ -x "$1/bin/javac" ] || return 0
  [ -r "$1/release" ] || return 0
  while IFS='=' read -r key value; do
    [ "$key" = JAVA_VERSION ] || continue
    value=${value#\"}
    value=${value%%[!0-9]*}
    [ -z "$value" ] || version=$value
  done <"$1/release"
}

consider() {
  look_at "$1"
  [ "$version" -gt "$best_version" ] && best=$1 best_version=$version
}

look_at "${JAVA_HOME:-}"
if [ "$version" -ge "$needed" ]; then
  printf '%s\n' "$JAVA_HOME"
  exit 0
fi

for home in \
  /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/*jdk* /opt/jdk/* /usr/local/*jdk* /usr/local/openjdk* \
  "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.gradle/jdks/* "$HOME"/.m2/jdks/* "$HOME"/.jabba/jdk/* \
  "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/* "$HOME"/.local/share/rtx/installs/java/* \
  /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
  /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
  /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec; do
  consider "$home"
done

# The JDKs that Maven's toolchains name, GitHub's runners' variables, and the java on the PATH.
if [ -r "$HOME/.m2/toolchains.xml" ]; then
  while IFS= read -r line; do
    case $line in
    *'<jdkHome>'*'</jdkHome>'*)
      line=${line#*<jdkHome>}
      consider "${line%%</jdkHome>*}"
      ;;
    esac
  done <"$HOME/.m2/toolchains.xml"
fi
consider "${JAVA_HOME_21_X64:-}"
consider "${JAVA_HOME_25_X64:-}"
if [ "$best_version" -lt "$needed" ] && command -v java >/dev/null 2>&1; then
  path_home=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
  [ -z "$path_home" ] || consider "$path_home"
fi

if [ "$best_version" -ge "$needed" ]; then
  printf '%s\n' "$best"
  exit 0
fi
if [ "$kind" = jdk ]; then what='a JDK'; else what='Java'; fi
if [ "$best_version" -gt 0 ]; then found=" (the newest found is $best_version, in $best)"; else found=''; fi
printf 'Rehearsal needs %s %s or newer%s: install one, for example from https://adoptium.net, or set JAVA_HOME to it.\n' \
  "$what" "$needed" "$found" >&2
exit 1
