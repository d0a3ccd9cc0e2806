package dev.mailmoor.e2e.s04_operate;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.mailmoor.e2e.Browser;
import dev.mailmoor.e2e.CommandRun;
import dev.mailmoor.e2e.Look;
import dev.mailmoor.e2e.Preparation;
import dev.mailmoor.e2e.RunningMailmoor;
import dev.mailmoor.e2e.Story;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What stands before the first mailbox: a configuration without fault, and an owner. */
@Story
class FirstStartTest {
    private static final Pattern LINK = Pattern.compile("Create the first owner here[^:]*: (\\S+)");

    @Test
    void theFirstOwnerComesInByTheOneTimeLink() {
        try (RunningMailmoor moor = RunningMailmoor.prepare().withoutOwner().start();
                Browser browser = Browser.open(moor.url(), Look.PHONE)) {
            List<String> links = links(moor);
            assertThat(links).hasSize(1);
            assertThat(moor.output()).contains("A NEW KEY WAS MADE", "BACK IT UP NOW");
            Page page = browser.page();
            page.navigate(links.getFirst());
            browser.screenshot("welcome");
            fill(page, "first@moor.test", "short");
            assertThat(page.locator(".error").first()).isVisible();
            browser.screenshot("welcome-refused");

            fill(page, "first@moor.test", "Long enough " + UUID.randomUUID());
            assertThat(page.locator("h1")).hasText("Overview");
            browser.screenshot("welcome-in");

            page.navigate(links.getFirst());
            assertThat(page.getByText("This link does not work any more")).isVisible();
            moor.stop();
            moor.startAgain();
            assertThat(links(moor)).as("an owner is there").hasSize(1);
        }
    }

    private static void fill(Page page, String email, String password) {
        page.getByLabel("E-mail", new Page.GetByLabelOptions().setExact(true)).fill(email);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
        page.getByLabel("Confirm Password").fill(password);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Begin"))
                .click();
    }

    private static List<String> links(RunningMailmoor moor) {
        Matcher link = LINK.matcher(moor.output());
        return link.results().map(found -> found.group(1)).toList();
    }

    @Test
    void everyFaultOfTheConfigurationIsToldAtOnce() throws Exception {
        Preparation wrong =
                RunningMailmoor.prepare().with("MAILMOOR_PORT", "70000").with("MAILMOOR_CONFIRM_DELAY", "soon");
        Path file = wrong.folder().resolve("mailmoor.yaml");
        java.nio.file.Files.writeString(file, "chek-interval: 5m\n");

        CommandRun run = wrong.run("serve").expect(2);

        assertThat(run.output())
                .contains("MAILMOOR_PORT", "MAILMOOR_CONFIRM_DELAY", "chek-interval")
                .doesNotContain("Exception", "\tat ");
        assertThat(wrong.folder()).isDirectoryContaining(file::equals).isDirectoryNotContaining("glob:**postgresql");
    }
}
