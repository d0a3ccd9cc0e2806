package dev.mailmoor.server.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** Where pages find what they load; all of it is served by us. */
final class Assets {
    static final String STYLE = versioned("mailmoor.css");
    static final String SCRIPT = versioned("mailmoor.js");
    static final String FONT = "/assets/fonts/inter-latin.woff2";

    /** The version stands in the WebJar's path; a test holds it to the one we build with. */
    static final String HTMX = "/webjars/htmx.org/2.0.10/dist/htmx.min.js";

    private Assets() {}

    private static String versioned(String name) {
        try (InputStream content = Assets.class.getResourceAsStream("/assets/" + name)) {
            if (content == null) {
                throw new IllegalStateException("asset " + name + " is missing");
            }
            CRC32 hash = new CRC32();
            hash.update(content.readAllBytes());
            return "/assets/" + name + "?v=" + HexFormat.of().toHexDigits((int) hash.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
