package dev.mailmoor.server.bulk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/** The text of an uploaded file: what its first bytes tell of its encoding, and its first line of its separator. */
record CsvText(Reader reader, char separator) {
    private static final int LOOK = 8;
    private static final int FIRST_LINE = 64 * 1024;
    private static final String SAVE_AS_CSV =
            " Open it in the program it came from, and save it as CSV (UTF-8, with commas).";

    /** How files begin that are often taken for CSV. */
    private static final Map<String, String> OTHERS = Map.of(
            "504b0304", "This is a zip archive or an Excel workbook (xlsx), not a CSV file.",
            "504b0506", "This is an empty zip archive, not a CSV file.",
            "d0cf11e0", "This is an old Excel workbook (xls), not a CSV file.",
            "1f8b08", "This is a gzip archive, not a CSV file: unpack it first.",
            "25504446", "This is a PDF, not a CSV file.",
            "7b5c7274", "This is a rich text document, not a CSV file.");

    static CsvText of(InputStream bytes) throws IOException {
        PushbackInputStream in = new PushbackInputStream(bytes, LOOK);
        byte[] start = in.readNBytes(LOOK);
        String hex = HexFormat.of().formatHex(start);
        OTHERS.forEach((magic, sentence) -> {
            if (hex.startsWith(magic)) {
                throw UnreadableFile.wrong(sentence + SAVE_AS_CSV);
            }
        });
        Encoding encoding = Encoding.of(hex, start);
        in.unread(start, encoding.mark, start.length - encoding.mark);
        BufferedReader text = new BufferedReader(
                new InputStreamReader(
                        in,
                        encoding.charset
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                FIRST_LINE);
        try {
            return new CsvText(text, separator(text));
        } catch (CharacterCodingException e) {
            throw UnreadableFile.wrong(
                    "The file is not in UTF-8: near its beginning there are bytes of another encoding,"
                            + " Latin-1 perhaps. Save it as CSV UTF-8.");
        }
    }

    /** @param mark how many bytes tell of the encoding and are no text */
    private record Encoding(Charset charset, int mark) {
        static Encoding of(String hex, byte[] start) {
            if (hex.startsWith("efbbbf")) {
                return new Encoding(StandardCharsets.UTF_8, 3);
            }
            if (hex.startsWith("fffe")) {
                return new Encoding(StandardCharsets.UTF_16LE, 2);
            }
            if (hex.startsWith("feff")) {
                return new Encoding(StandardCharsets.UTF_16BE, 2);
            }
            boolean zeros = new String(start, StandardCharsets.ISO_8859_1).indexOf('\0') >= 0;
            if (zeros) {
                throw UnreadableFile.wrong(
                        "This is not a CSV file in UTF-8: its first bytes hold zeros." + SAVE_AS_CSV);
            }
            return new Encoding(StandardCharsets.UTF_8, 0);
        }
    }

    /** The one that stands most often in the first line, outside of quotes. A line "sep=;" says it itself. */
    private static char separator(BufferedReader text) throws IOException {
        text.mark(FIRST_LINE + 1);
        int[] counts = new int[3];
        boolean quoted = false;
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < FIRST_LINE; i++) {
            int c = text.read();
            if (c < 0 || (!quoted && !line.isEmpty() && (c == '\n' || c == '\r'))) {
                break;
            }
            quoted ^= c == '"';
            int which = ",;\t".indexOf(c);
            if (!quoted && which >= 0) {
                counts[which]++;
            }
            line.append((char) c);
        }
        String first = line.toString().strip();
        if (first.matches("(?i)sep=[,;\t]")) {
            return first.charAt(4);
        }
        text.reset();
        int most = Arrays.stream(counts).max().orElse(0);
        return counts[0] == most ? ',' : counts[1] == most ? ';' : '\t';
    }
}
