package dev.mailmoor.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One person's browser: own cookies, nothing remembered. Not for several threads at once.
 *
 * <pre>{@code
 * try (Browser browser = Browser.open(moor.url(), Look.DESKTOP)) {
 *     browser.page().navigate("/mailboxes");
 *     browser.screenshot("mailboxes");
 *     assertThat(browser.complaints()).isEmpty();
 * }
 * }</pre>
 */
public final class Browser implements AutoCloseable {
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final double PATIENCE_MILLIS = 30_000;

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private Browser(BrowserContext context) {
        this.context = context;
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        context.onWebError(error -> complaints.add(error.error()));
        page = context.newPage();
    }

    /** Paths given to {@code page().navigate} are relative to {@code url}. */
    public static Browser open(URI url, Look look) {
        return new Browser(Chromium.shared()
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setBaseURL(url.toString())
                        .setViewportSize(look.width, look.height)
                        .setColorScheme(look.scheme)));
    }

    /** Signs in by the page that is shown to strangers; returns at the overview. */
    public Browser signIn(String email, String password) {
        page.navigate("/");
        page.getByLabel("E-mail", new Page.GetByLabelOptions().setExact(true)).fill(email);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        PlaywrightAssertions.assertThat(page.locator("h1")).hasText("Overview");
        return this;
    }

    public Page page() {
        return page;
    }

    /** A further tab of the same person. */
    public Page newPage() {
        return context.newPage();
    }

    /** What the console showed as errors so far, in all tabs: scripts that failed, things not found, policies violated. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** The whole page, into {@code target/pictures}. */
    public Path screenshot(String name) {
        Path file = PICTURES.resolve(name + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
        return file;
    }

    @Override
    public void close() {
        context.close();
    }
}
