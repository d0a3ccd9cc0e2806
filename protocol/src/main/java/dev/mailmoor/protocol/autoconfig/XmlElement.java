package dev.mailmoor.protocol.autoconfig;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An element by its local name; namespaces are not looked at. */
final class XmlElement {
    private final String name;
    private final Map<String, String> attributes = new HashMap<>();
    private final List<XmlElement> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    XmlElement(String name) {
        this.name = name;
    }

    void attribute(String name, String value) {
        attributes.put(name, value);
    }

    void add(XmlElement child) {
        children.add(child);
    }

    void append(String more, int longest) {
        text.append(more, 0, Math.min(more.length(), Math.max(0, longest - text.length())));
    }

    boolean is(String name) {
        return this.name.equals(name);
    }

    String attribute(String name) {
        return attributes.getOrDefault(name, "").strip();
    }

    String text() {
        return text.toString().strip();
    }

    Stream<XmlElement> all(String name) {
        return children.stream().filter(child -> child.is(name));
    }

    /** The first child's text, empty when there is none. */
    String textOf(String name) {
        return all(name).findFirst().map(XmlElement::text).orElse("");
    }
}
