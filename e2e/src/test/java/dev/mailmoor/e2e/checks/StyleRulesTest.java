package dev.mailmoor.e2e.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.puppycrawl.tools.checkstyle.Checker;
import com.puppycrawl.tools.checkstyle.ConfigurationLoader;
import com.puppycrawl.tools.checkstyle.PropertiesExpander;
import com.puppycrawl.tools.checkstyle.api.AuditEvent;
import com.puppycrawl.tools.checkstyle.api.AuditListener;
import com.puppycrawl.tools.checkstyle.api.CheckstyleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule of build-config/checkstyle.xml finds what it is for, lets pass what it should, and has its exception. */
class StyleRulesTest {
    private static final String RULES = "../build-config/checkstyle.xml";
    private static final String FIVE = "    void a(int a, int b, int c, int d, int e) {}\n";

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void describePackages() throws IOException {
        for (String kind : List.of("main", "test")) {
            Path source = Files.createDirectories(folder.resolve("src").resolve(kind));
            Files.writeString(source.resolve("package-info.java"), "package a;\n");
        }
    }

    @Test
    void fileOfMoreThan400Lines() throws Exception {
        assertThat(faults("main", "class A {\n" + "\n".repeat(398) + "}\n")).isEmpty();
        assertThat(faults("main", "class A {\n" + "\n".repeat(399) + "}\n")).containsExactly("FileLength");
    }

    @Test
    void methodOfMoreThan40Lines() throws Exception {
        assertThat(faults("main", "class A {\n    void a() {\n" + "\n".repeat(38) + "    }\n}\n"))
                .isEmpty();
        assertThat(faults("main", "class A {\n    void a() {\n" + "\n".repeat(39) + "    }\n}\n"))
                .containsExactly("MethodLength");
    }

    @Test
    void methodOfMoreThanFourParameters() throws Exception {
        assertThat(faults("main", "class A {\n" + FIVE + "}\n")).containsExactly("ParameterNumber");
        assertThat(faults("main", "class A {\n    @Override\n" + FIVE + "}\n")).isEmpty();
        assertThat(faults("main", "record A(int a, int b, int c, int d, int e) {}\n"))
                .isEmpty();
        assertThat(faults("test", "class A {\n" + FIVE + "}\n")).isEmpty();
    }

    @Test
    void exceptionNeedsItsReason() throws Exception {
        assertThat(faults("main", "class A {\n    // Allowed ParameterNumber: the driver has five.\n" + FIVE + "}\n"))
                .isEmpty();
        assertThat(faults("main", "class A {\n    // Allowed ParameterNumber: yes\n" + FIVE + "}\n"))
                .containsExactly("ParameterNumber");
    }

    @Test
    void nestingDeeperThanThree() throws Exception {
        String three = "for (;;) { if (a) { try { %s } finally {} } else if (b) { while (c) { %s } } }";
        assertThat(faults("main", inMethod(three.formatted("d();", "d();")))).isEmpty();
        assertThat(faults("main", inMethod(three.formatted("if (d) {}", "d();"))))
                .containsExactly("NestingDepth");
        assertThat(faults("main", inMethod(three.formatted("d();", "switch (d) { default -> {} }"))))
                .containsExactly("NestingDepth");
    }

    @Test
    void sleepInATest() throws Exception {
        // In two halves, lest this very file is found.
        String sleeping = inMethod("Thread." + "sleep(1);");
        assertThat(faults("test", sleeping)).containsExactly("SleepInTest");
        assertThat(faults("main", sleeping)).isEmpty();
    }

    @Test
    void whatIsLeftOpen() throws Exception {
        // In two halves, lest this very file is found.
        assertThat(faults("main", "// TO" + "DO: later\nclass A {}\n")).containsExactly("LeftOpen");
    }

    @Test
    void packageWithoutItsSentence() throws Exception {
        Files.delete(folder.resolve("src/main/package-info.java"));
        Files.delete(folder.resolve("src/test/package-info.java"));

        assertThat(faults("main", "class A {}\n")).containsExactly("JavadocPackage");
        assertThat(faults("test", "class A {}\n")).isEmpty();
    }

    private static String inMethod(String statement) {
        return "class A {\n    void a() {\n        " + statement + "\n    }\n}\n";
    }

    private List<String> faults(String kind, String source) throws IOException, CheckstyleException {
        Path file = Files.writeString(folder.resolve("src").resolve(kind).resolve("A.java"), source);
        Faults faults = new Faults();
        Checker checker = new Checker();
        try {
            checker.setModuleClassLoader(Checker.class.getClassLoader());
            checker.configure(ConfigurationLoader.loadConfiguration(RULES, new PropertiesExpander(new Properties())));
            checker.addListener(faults);
            checker.process(List.of(file.toFile()));
        } finally {
            checker.destroy();
        }
        return faults.rules;
    }

    private static final class Faults implements AuditListener {
        private final List<String> rules = new ArrayList<>();

        @Override
        public void addError(AuditEvent event) {
            String check = event.getSourceName();
            rules.add(Optional.ofNullable(event.getModuleId())
                    .orElse(check.substring(check.lastIndexOf('.') + 1).replace("Check", "")));
        }

        @Override
        public void addException(AuditEvent event, Throwable thrown) {
            throw new IllegalStateException(thrown);
        }

        @Override
        public void auditStarted(AuditEvent event) {}

        @Override
        public void auditFinished(AuditEvent event) {}

        @Override
        public void fileStarted(AuditEvent event) {}

        @Override
        public void fileFinished(AuditEvent event) {}
    }
}
