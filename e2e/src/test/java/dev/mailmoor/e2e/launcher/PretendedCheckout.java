package dev.mailmoor.e2e.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder with the real launcher, sources that are none, and programs that only note what they were asked to do. */
final class PretendedCheckout {
    private static final Path REAL = Path.of("..").toAbsolutePath().normalize();

    /** Notes each build; takes a script "during" along, fails with the words in "broken". */
    private static final String MAVEN = """
            #!/bin/bash
            echo "$*" >>builds
            [ ! -e during ] || source ./during
            [ ! -e broken ] || { cat broken; exit 1; }
            module=$(sed 's/.*-pl \\([a-z]*\\).*/\\1/' <<<"$*")
            out=.mailmoor/build/$module
            mkdir -p "$out/lib"
            echo jar >"$out/$module-1.jar"
            echo jar >"$out/lib/other-1.jar"
            echo jar >"$out/lib/own-1-SNAPSHOT.jar"
            """;

    /**
     * Says who it is, what it runs, and whether with a recording; told to "stay", it does until its input ends; told to
     * "fail", it does. Asked to record, it is ready and writes when it is ended.
     */
    private static final String JAVA = """
            #!/bin/bash
            while [ "$1" != -jar ]; do
              case $1 in
                -XX:AOTCache=*) [ -s "${1#*=}" ] && with=' with a recording' ;;
                -XX:AOTCacheOutput=*) output=${1#*=} ;;
              esac
              shift
            done
            if [ -n "$output" ]; then
              [ ! -e "${0%/jdk/*}/no-trial" ] || exit 1
              trap 'echo recording >"$output"; exit 143' TERM
              echo 'Mailmoor is ready at http://localhost'
              while :; do read -t 0.05 <> <(:) || true; done
            fi
            echo "pid $$ runs ${@:2}$with"
            [ "$3" != stay ] || cat >/dev/null
            [ "$3" != fail ] || exit 3
            """;

    private final Path root;

    PretendedCheckout(Path folder) throws IOException {
        root = folder.toRealPath();
        copy(REAL.resolve("mailmoor"));
        copyFolder(REAL.resolve("build-config/launcher"));
        Files.createDirectories(root.resolve(".mvn"));
        Files.createDirectories(root.resolve("docs/guide"));
        write("pom.xml", "");
        for (String module : List.of("protocol", "testkit", "server", "demo", "bench")) {
            write(module + "/pom.xml", "");
            write(module + "/src/main/java/A.java", "");
        }
        program("programs/mvn", MAVEN);
        jdk("jdk", "25.0.1");
    }

    Path path(String name) {
        return root.resolve(name);
    }

    void write(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(root));
        Files.writeString(file, content);
    }

    void jdk(String name, String version) throws IOException {
        write(name + "/release", "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
        program(name + "/bin/javac", "");
        program(name + "/bin/java", JAVA);
    }

    private void program(String name, String script) throws IOException {
        write(name, script);
        Files.setPosixFilePermissions(root.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The launcher with the pretended JDK and Maven. */
    ProcessBuilder launcher(String... arguments) {
        List<String> command = Stream.concat(Stream.of(path("mailmoor").toString()), Arrays.stream(arguments))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("MAILMOOR_JAVA_HOME", path("jdk").toString());
        builder.environment().merge("PATH", path("programs").toString(), (old, own) -> own + ":" + old);
        return builder;
    }

    Ended run(String... arguments) throws IOException, InterruptedException {
        return Ended.of(launcher(arguments).start());
    }

    long builds() throws IOException {
        Path notes = path("builds");
        return Files.exists(notes) ? Files.readAllLines(notes).size() : 0;
    }

    /** The builds that lie ready, the newest and those in use. */
    long kept(String module) throws IOException {
        try (Stream<Path> entries = Files.list(path(".mailmoor/" + module))) {
            return entries.filter(Files::isDirectory).count();
        }
    }

    /** How many of them have a recording of their trial start. */
    long recordings(String module) throws IOException {
        try (Stream<Path> entries = Files.list(path(".mailmoor/" + module))) {
            return entries.filter(build -> Files.exists(build.resolve("aot.jdk")))
                    .count();
        }
    }

    /** Whether no program of this checkout runs any more. */
    boolean isQuiet() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .noneMatch(command -> command.contains(root.toString()));
    }

    private void copy(Path file) throws IOException {
        Path target = root.resolve(REAL.relativize(file));
        Files.createDirectories(Optional.ofNullable(target.getParent()).orElse(root));
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private void copyFolder(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                copy(file);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** A run of the launcher that is over. */
    record Ended(int status, long pid, String output) {
        static Ended of(Process process) throws IOException, InterruptedException {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), process.pid(), output);
        }
    }
}
