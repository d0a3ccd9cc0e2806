package dev.mailmoor.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/architecture.md} repeats the packages' own sentences; {@code -Dmailmoor.write-docs=true} writes it anew. */
class ArchitecturePageTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGE = ROOT.resolve("docs/architecture.md");
    private static final String BEGIN = "<!-- generated from the packages' sentences -->\n";
    private static final List<String> MODULES = List.of("protocol", "testkit", "server", "demo", "bench");
    private static final Pattern SENTENCE = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern USES = Pattern.compile("allowedDependencies\\s*=\\s*\\{(.*?)}", Pattern.DOTALL);

    @Test
    void thePageSaysWhatThePackagesSay() throws IOException {
        String page = Files.readString(PAGE);
        String expected = page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + tables();
        if (Boolean.getBoolean("mailmoor.write-docs")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE))
                .as("run the test once more with -Dmailmoor.write-docs=true")
                .isEqualTo(expected);
    }

    private static String tables() {
        return MODULES.stream().map(ArchitecturePageTest::table).collect(Collectors.joining());
    }

    private static String table(String module) {
        Path sources = ROOT.resolve(module).resolve("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            String rows = files.filter(file -> file.endsWith("package-info.java"))
                    .sorted()
                    .map(file -> row(sources, file))
                    .collect(Collectors.joining());
            return "\n## " + module + "\n\n| package | decides or keeps | may use |\n| --- | --- | --- |\n" + rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String row(Path sources, Path file) {
        String text = read(file);
        String name = sources.relativize(file.getParent()).toString().replace('/', '.');
        String sentence = first(SENTENCE, text)
                .replaceAll("\\s*\\n \\* ?", " ")
                .replaceAll("\\{@link\\s+[\\w.]*?(\\w+)}", "$1")
                .strip();
        String uses =
                first(USES, text).replace("\"", "").replaceAll("\\s+", " ").strip();
        return "| `" + name + "` | " + sentence + " | " + uses + " |\n";
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
