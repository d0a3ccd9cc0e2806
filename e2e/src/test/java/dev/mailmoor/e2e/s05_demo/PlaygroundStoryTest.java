package dev.mailmoor.e2e.s05_demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.mailmoor.e2e.Browser;
import dev.mailmoor.e2e.Look;
import dev.mailmoor.e2e.RunningMailmoor;
import dev.mailmoor.e2e.Story;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Somebody who has just cloned Mailmoor does what the banner says. */
@Story
class PlaygroundStoryTest {
    private static final double SCENE = 75_000;

    @Test
    void aMailboxIsLostBeforeOnesEyesAndMendedWithThePasswordThatTheWindowTells() {
        try (RunningMailmoor moor = RunningMailmoor.prepare().demo().start();
                Browser browser = Browser.open(moor.url(), Look.DESKTOP)) {
            Page page = browser.page();
            browser.signIn(told(moor, "Sign in +(\\S+)"), told(moor, "Password +(\\S+)"));
            page.navigate("/mailboxes");
            assertThat(page.locator("tbody tr")).hasCount(12);

            assertThat(page.locator("#lost-mark .mark")).hasAttribute("data-lost", "1", within(SCENE));
            browser.screenshot("demo-lost");
            String password = told(moor, "the new password is (\\S+)");
            page.navigate("/mailboxes?state=auth-lost");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("anna.lindqvist"))
                    .first()
                    .click();
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Change Password"))
                    .click();
            page.getByLabel("New Password").fill(password);
            page.getByLabel("Confirm Password").fill(password);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ok"))
                    .click();
            assertThat(page.getByText("Connected Successfully")).isVisible();
            browser.screenshot("demo-mended");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static String told(RunningMailmoor moor, String line) {
        Matcher found = Pattern.compile(line).matcher(moor.output());
        assertThat(found.find()).as(line).isTrue();
        return found.group(1);
    }

    private static LocatorAssertions.HasAttributeOptions within(double millis) {
        return new LocatorAssertions.HasAttributeOptions().setTimeout(millis);
    }
}
