package dev.mailmoor.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.diagnosis.Cause;
import dev.mailmoor.server.diagnosis.Guide;
import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.provider.Providers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code -Dmailmoor.write-docs=true} writes the sections of {@code app-passwords.md} anew. */
class GuideBookTest {
    private static final Path FOLDER = Path.of("../docs/guide").toAbsolutePath().normalize();
    private static final Providers PROVIDERS = Providers.bundled();
    private static final Pattern LINK = Pattern.compile("href=\"(/guide/[^\"]*)\"");

    private final GuideBook book = new GuideBook(PROVIDERS);

    @ParameterizedTest
    @EnumSource(Cause.class)
    void everyCauseHasItsPageThatSaysWhatToDoAndWho(Cause cause) {
        String html = book.page(cause.word()).orElseThrow().html();
        assertThat(html).contains("<h1>", "What to do", "<ol>", "Who must do it");
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void everyDiagnosisLinksToAPageAndAPlaceOnIt(Cause cause) {
        for (Provider provider : PROVIDERS.all()) {
            assertThat(exists(Guide.page(cause, provider)))
                    .as(Guide.page(cause, provider))
                    .isTrue();
        }
        assertThat(Guide.page(Cause.APP_PASSWORD_REQUIRED, PROVIDERS.byId("gmail")))
                .isEqualTo("/guide/app-passwords#gmail");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "updating-credentials",
                "re-authenticating",
                "changing-a-password",
                "password-prompts-in-pop-programs",
                "setting-up-an-integration",
                "app-passwords"
            })
    void everySubjectOfTheHelpPagesIsThere(String name) {
        assertThat(book.page(name)).isPresent();
    }

    @Test
    void noLinkOfTheGuideLeadsNowhere() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<String> broken = files.map(
                            file -> file.getFileName().toString().replace(".md", ""))
                    .map(name -> book.page(name).orElseThrow().html())
                    .flatMap(html -> LINK.matcher(html).results().map(GuideBookTest::target))
                    .filter(link -> !exists(link))
                    .toList();
            assertThat(broken).isEmpty();
        }
    }

    @Test
    void theFileOfAppPasswordsSaysWhatTheTableSays() throws IOException {
        Path file = FOLDER.resolve("app-passwords.md");
        String text = Files.readString(file);
        String marker = GuideBook.FROM_THE_TABLE + "\n";
        String expected = text.substring(0, text.indexOf(marker) + marker.length()) + GuideBook.sections(PROVIDERS);
        if (Boolean.getBoolean("mailmoor.write-docs")) {
            Files.writeString(file, expected);
        }
        assertThat(Files.readString(file))
                .as("run the test once more with -Dmailmoor.write-docs=true")
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../application", "..%2f", "", "app-passwords.md", "nothing-of-the-kind", "A"})
    void whatIsNoPageIsNotFound(String name) {
        assertThat(book.page(name)).isEmpty();
    }

    private boolean exists(String link) {
        String[] parts = link.substring("/guide/".length()).split("#", 2);
        return book.page(parts[0])
                .filter(page -> parts.length == 1 || page.html().contains("id=\"" + parts[1] + "\""))
                .isPresent();
    }

    private static String target(MatchResult match) {
        return match.group(1);
    }
}
