package dev.mailmoor.server.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes plain HTML of plain text. Only addresses that begin as {@code ours} become links: a server's words may hold others. */
final class Html {
    private static final Pattern ADDRESS = Pattern.compile("(?:https?://|mailto:)[^\\s<>\"]+");
    private static final Pattern PARAGRAPHS = Pattern.compile("\n\\s*\n");

    private final List<String> ours;

    Html(List<String> ours) {
        this.ours = List.copyOf(ours);
    }

    String page(String body, String foot) {
        return "<!doctype html><html lang=\"en\"><body style=\"font:15px/1.5 sans-serif;max-width:40em\">"
                + blocks(body)
                + "<div style=\"font-size:13px;color:#666;border-top:1px solid #ccc;margin-top:2em\">"
                + blocks(foot) + "</div></body></html>\n";
    }

    private String blocks(String text) {
        StringBuilder html = new StringBuilder();
        for (String paragraph : PARAGRAPHS.split(text.strip())) {
            html.append(block(paragraph.lines().toList()));
        }
        return html.toString();
    }

    /** Lines before the first dash are a paragraph; those behind a dash belong to its item. */
    private String block(List<String> lines) {
        List<String> plain = new ArrayList<>();
        List<String> items = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("- ")) {
                items.add(inline(line.substring(2)));
            } else if (items.isEmpty()) {
                plain.add(inline(line.strip()));
            } else {
                items.add(items.removeLast() + "<br>" + inline(line.strip()));
            }
        }
        String paragraph = plain.isEmpty() ? "" : "<p>" + String.join("<br>", plain) + "</p>";
        String list = items.isEmpty() ? "" : "<ul><li>" + String.join("</li><li>", items) + "</li></ul>";
        return paragraph + list;
    }

    private String inline(String line) {
        StringBuilder html = new StringBuilder();
        Matcher address = ADDRESS.matcher(line);
        int end = 0;
        while (address.find()) {
            html.append(escaped(line.substring(end, address.start()))).append(link(address.group()));
            end = address.end();
        }
        return html.append(escaped(line.substring(end))).toString();
    }

    private String link(String address) {
        boolean ourOwn = ours.stream()
                .anyMatch(own -> address.equals(own) || address.startsWith(own + "/") || address.startsWith(own + "?"));
        String shown = escaped(address);
        return ourOwn ? "<a href=\"" + shown + "\" rel=\"noreferrer\">" + shown + "</a>" : shown;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
