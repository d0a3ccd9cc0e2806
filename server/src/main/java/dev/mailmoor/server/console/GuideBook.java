package dev.mailmoor.server.console;

import dev.mailmoor.server.diagnosis.Guide;
import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.provider.Providers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The pages of {@code docs/guide}, as HTML. Steps of making an app password come from the table of providers, so that they
 * stand in one place.
 */
@Component
class GuideBook {
    /** What follows it in the file is written from the bundled table, for those who read it there. */
    static final String FROM_THE_TABLE = "<!-- from the table of providers -->";

    private static final String APP_PASSWORDS = "app-passwords";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,80}");

    private final Providers providers;
    private final Map<String, GuideText> pages = new ConcurrentHashMap<>();

    /** A page; {@code html} is made by us and safe to show as it is. */
    record GuideText(String title, String html) {}

    GuideBook(Providers providers) {
        this.providers = providers;
    }

    /** @param name without {@code /guide/}; {@code README} is the table of contents */
    Optional<GuideText> page(String name) {
        @Nullable GuideText known = pages.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        boolean possible = name.equals("README") || NAME.matcher(name).matches();
        Optional<GuideText> made = possible ? markdown(name).map(this::html) : Optional.empty();
        made.ifPresent(page -> pages.put(name, page));
        return made;
    }

    /** One section a provider with app passwords, in the order of the table. */
    static String sections(Providers providers) {
        StringBuilder sections = new StringBuilder();
        for (Provider provider : providers.all()) {
            if (provider.hasAppPasswords()) {
                sections.append("\n## ").append(provider.name()).append("\n\n");
                List<String> steps = provider.appPasswordSteps();
                for (int i = 0; i < steps.size(); i++) {
                    sections.append(i + 1).append(". ").append(steps.get(i)).append('\n');
                }
                provider.appPasswordUrl()
                        .ifPresent(
                                url -> sections.append("\nPage: <").append(url).append(">\n"));
            }
        }
        return sections.toString();
    }

    private Optional<String> markdown(String name) {
        try (@Nullable InputStream file = GuideBook.class.getResourceAsStream("/guide/" + name + ".md")) {
            if (file == null) {
                return Optional.empty();
            }
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            int generated = text.indexOf(FROM_THE_TABLE);
            return Optional.of(generated < 0 ? text : text.substring(0, generated) + sections(providers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private GuideText html(String markdown) {
        Node page = Parser.builder().build().parse(markdown);
        page.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                link.setDestination(served(link.getDestination()));
                visitChildren(link);
            }
        });
        Map<String, String> anchors = anchors();
        String html = HtmlRenderer.builder()
                .escapeHtml(true)
                .sanitizeUrls(true)
                .attributeProviderFactory(context -> (node, tag, attributes) -> {
                    if (node instanceof Heading heading && heading.getLevel() > 1) {
                        String text = text(heading);
                        attributes.put("id", anchors.getOrDefault(text, slug(text)));
                    }
                })
                .build()
                .render(page);
        String title = page.getFirstChild() instanceof Heading heading ? text(heading) : "Guide";
        return new GuideText(title, html);
    }

    private Map<String, String> anchors() {
        Map<String, String> anchors = new HashMap<>();
        providers.all().forEach(provider -> anchors.put(provider.name(), Guide.anchor(provider)));
        return anchors;
    }

    /** Files link to each other by their names. */
    private static String served(String destination) {
        return destination.contains(":") || !destination.contains(".md")
                ? destination
                : "/guide/" + destination.replace(".md", "");
    }

    private static String slug(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    private static String text(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text words) {
                text.append(words.getLiteral());
            }

            @Override
            public void visit(Code code) {
                text.append(code.getLiteral());
            }
        });
        return text.toString();
    }
}
