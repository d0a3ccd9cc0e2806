package dev.mailmoor.protocol.autoconfig;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads small XML documents of strangers: no DTD, no entities of their own, nothing from outside, caps on everything. */
final class SafeXml {
    static final int MOST_BYTES = 256 * 1024;
    private static final int DEEPEST = 20;
    private static final int MOST_ELEMENTS = 3_000;
    private static final int LONGEST_TEXT = 4_096;

    private final Deque<XmlElement> open = new ArrayDeque<>();
    private int elements;

    private SafeXml() {}

    /** The document's root, or empty when it is not well-formed, larger than the caps or has a DTD. */
    static Optional<XmlElement> read(byte[] document) {
        if (document.length > MOST_BYTES) {
            return Optional.empty();
        }
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(text(document)));
            return new SafeXml().root(reader);
        } catch (XMLStreamException | RuntimeException e) {
            // The parser throws what it likes at garbage; whatever it is, the document is of no use.
            return Optional.empty();
        }
    }

    /** Names and ports are ASCII: where it is not UTF-8, Latin-1 does, whatever the document declares. */
    private static String text(byte[] document) {
        String text = new String(document, StandardCharsets.UTF_8);
        String read = text.indexOf('\ufffd') < 0 ? text : new String(document, StandardCharsets.ISO_8859_1);
        return read.startsWith("\ufeff") ? read.substring(1) : read;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        // Else it prints what it finds to the standard error.
        factory.setXMLReporter((message, kind, related, location) -> {});
        factory.setXMLResolver((publicId, systemId, base, namespace) -> new ByteArrayInputStream(new byte[0]));
        return factory;
    }

    private Optional<XmlElement> root(XMLStreamReader reader) throws XMLStreamException {
        Optional<XmlElement> root = Optional.empty();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    XmlElement element = begin(reader);
                    root = root.or(() -> Optional.of(element));
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(reader.getText());
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> {
                    return Optional.empty();
                }
                default -> {
                    // Comments, blanks and processing instructions say nothing here.
                }
            }
        }
        return root;
    }

    private XmlElement begin(XMLStreamReader reader) throws XMLStreamException {
        if (open.size() >= DEEPEST || ++elements > MOST_ELEMENTS) {
            throw new XMLStreamException("too much");
        }
        XmlElement element = new XmlElement(reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            element.attribute(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        if (!open.isEmpty()) {
            open.peek().add(element);
        }
        open.push(element);
        return element;
    }

    private void text(String text) {
        if (!open.isEmpty()) {
            open.peek().append(text, LONGEST_TEXT);
        }
    }
}
