package dev.mailmoor.e2e.s03_console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.mailmoor.e2e.Browser;
import dev.mailmoor.e2e.Look;
import dev.mailmoor.e2e.RunningMailmoor;
import dev.mailmoor.e2e.Story;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A list of more than one page, used without a mouse. */
@Story
class ByKeyboardTest {
    private static final int MOST_KEYS = 60;

    private static RunningMailmoor moor;

    @BeforeAll
    static void aFleetWhoseServerIsAway() {
        moor = RunningMailmoor.prepare().start();
        for (int number = 0; number < 55; number++) {
            moor.api().post("/mailboxes", """
                            {"address":"box-%02d@moor.test","configurationName":"Fleet %02d","secret":"x","verify":false,
                             "receiving":{"protocol":"imap","host":"127.0.0.1","port":9}}
                            """.formatted(number, number)).expect(201);
        }
    }

    @AfterAll
    static void stop() {
        moor.close();
    }

    @Test
    void aListIsPagedSearchedAndOrderedAndAMailboxOpened() {
        try (Browser browser =
                Browser.open(moor.url(), Look.DESKTOP).signIn(RunningMailmoor.OWNER, moor.ownerPassword())) {
            Page page = browser.page();
            page.navigate("/mailboxes?order=address");
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            assertThat(page.locator("#main")).isFocused();

            tabTo(page, page.locator("a[rel=next]"));
            page.keyboard().press("Enter");
            assertThat(page.locator("#found tbody tr").last()).containsText("box-54@moor.test");
            assertThat(page.locator("a[rel=prev]")).isVisible();

            tabTo(page, page.locator("#q"));
            page.keyboard().type("fleet 07");
            assertThat(page.locator("#found tbody tr")).hasCount(1);
            assertThat(page).hasURL(Pattern.compile("q=fleet"));

            tabTo(page, page.locator("#found a.name"));
            browser.screenshot("list-by-keyboard");
            page.keyboard().press("Enter");
            assertThat(page.locator("h1")).containsText("box-07@moor.test");
        }
    }

    /** Presses Tab until it is there: who cannot reach it so cannot use it. */
    private static void tabTo(Page page, Locator there) {
        assertThat(there).isVisible();
        for (int keys = 0; keys < MOST_KEYS; keys++) {
            page.keyboard().press("Tab");
            if (Boolean.TRUE.equals(there.evaluate("one => one === document.activeElement"))) {
                return;
            }
        }
        throw new AssertionError("not reached within " + MOST_KEYS + " presses of Tab: " + there);
    }
}
