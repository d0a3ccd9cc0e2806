package dev.mailmoor.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The kinds of page that people and programs ask for, of what {@link Seed} put there. */
final class FleetPages {
    private static final List<String> ORDERS = List.of("urgency", "address", "newest");

    private FleetPages() {}

    record Page(String kind, String path) {}

    static List<Page> all() {
        List<Page> pages = new ArrayList<>();
        kinds().forEach((kind, query) -> {
            for (String order : ORDERS) {
                pages.add(new Page("console, " + kind + ", by " + order, "/mailboxes?order=" + order + query));
            }
            pages.add(new Page("API, " + kind, "/api/v1/mailboxes?limit=50" + query));
        });
        pages.add(new Page("console, overview", "/"));
        pages.add(new Page("API, fleet", "/api/v1/fleet"));
        return pages;
    }

    private static Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("first", "");
        kinds.put("lost", "&state=auth-lost");
        kinds.put("provider", "&provider=microsoft");
        kinds.put("rare provider", "&provider=fastmail");
        kinds.put("tag", "&tag=team-17");
        kinds.put("owner", "&owner=" + encoded("lead42@northwind.example"));
        kinds.put("state, provider, tag", "&state=connected&provider=gmail&tag=eu");
        kinds.put("common word", q("northwind"));
        kinds.put("rare word", q("user004711"));
        kinds.put("one address", q("user0123456@contoso.example"));
        kinds.put("no such word", q("nosuchword"));
        kinds.put("clustered word", q("zebra"));
        kinds.put("unicode", q("åkerström"));
        kinds.put("two letters", q("us"));
        kinds.put("percent", q("100%"));
        return kinds;
    }

    private static String q(String text) {
        return "&q=" + encoded(text);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
