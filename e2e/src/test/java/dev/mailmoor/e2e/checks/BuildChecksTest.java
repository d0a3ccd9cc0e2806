package dev.mailmoor.e2e.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A build with the real root pom, of modules in each of which one thing is wrong, fails at exactly these things. */
@Timeout(180)
class BuildChecksTest {
    private static final Path REAL = Path.of("..").toAbsolutePath().normalize();
    private static final String MODULE = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <parent><groupId>dev.mailmoor</groupId><artifactId>mailmoor</artifactId><version>0.1.0-SNAPSHOT</version></parent>
              <artifactId>%s</artifactId>
            </project>
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void nullsUnformattedCodeBadStyleAndKnownBugsEachFailTheBuild() throws Exception {
        plant("good", "    String a() {\n        return \"\";\n    }\n");
        plant("nulls", "    String a() {\n        return null;\n    }\n");
        plant("bugs", "    boolean a(String a) {\n        return a == a;\n    }\n");
        plant("format", "    String a( ) { return \"\"; }\n");
        plant("style", "    void a(int a, int b, int c, int d, int e) {}\n");

        String output = build("good", "nulls", "bugs", "format", "style");

        assertThat(output)
                .contains("[NullAway] returning @Nullable expression", "[IdentityBinaryExpression]")
                .contains("on project nulls: Compilation failure", "on project bugs: Compilation failure")
                .containsPattern("spotless-maven-plugin:[^ ]*:check \\(default\\) on project format")
                .containsPattern("maven-checkstyle-plugin:[^ ]*:check \\(default\\) on project style")
                .doesNotContain("on project good");
    }

    private void plant(String module, String member) throws IOException {
        Path source = Files.createDirectories(folder.resolve(module).resolve("src/main/java/planted"));
        Files.writeString(folder.resolve(module).resolve("pom.xml"), MODULE.formatted(module));
        Files.writeString(source.resolve("A.java"), "package planted;\n\nclass A {\n" + member + "}\n");
        Files.writeString(
                source.resolve("package-info.java"),
                "@NullMarked\npackage planted;\n\nimport org.jspecify.annotations.NullMarked;\n");
    }

    private String build(String... modules) throws IOException, InterruptedException {
        StringBuilder names = new StringBuilder();
        List.of(modules)
                .forEach(module -> names.append("<module>").append(module).append("</module>"));
        String pom = Files.readString(REAL.resolve("pom.xml"))
                .replaceFirst("(?s)<modules>.*?</modules>", "<modules>" + names + "</modules>");
        Files.writeString(folder.resolve("pom.xml"), pom);
        copy(".mvn/jvm.config");
        copy("build-config/checkstyle.xml");
        ProcessBuilder maven = new ProcessBuilder("mvn", "-B", "-q", "-o", "-fae", "-Dstyle.color=never", "verify")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        maven.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        Process process = maven.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isNotZero();
        return output;
    }

    private void copy(String name) throws IOException {
        Path target = folder.resolve(name);
        Files.createDirectories(target.resolve("..").normalize());
        Files.copy(REAL.resolve(name), target);
    }
}
