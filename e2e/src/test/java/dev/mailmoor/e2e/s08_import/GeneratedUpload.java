package dev.mailmoor.e2e.s08_import;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.function.IntFunction;

/** A multipart upload whose rows are made as they are sent. */
record GeneratedUpload(String header, int rows, IntFunction<String> row) {
    static final String BOUNDARY = "--------generated";
    private static final int AT_A_TIME = 1_000;

    static GeneratedUpload of(String header, int rows, IntFunction<String> row) {
        return new GeneratedUpload(header, rows, row);
    }

    InputStream stream(String options) {
        return new SequenceInputStream(new Enumeration<>() {
            private int next = -1;

            @Override
            public boolean hasMoreElements() {
                return next <= rows;
            }

            @Override
            public InputStream nextElement() {
                String text = next < 0 ? before(options) : next == rows ? after() : some(next);
                next = next < 0 ? 0 : next == rows ? rows + 1 : Math.min(rows, next + AT_A_TIME);
                return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private String before(String options) {
        return part("name=\"options\"") + options + "\r\n" + part("name=\"file\"; filename=\"fleet.csv\"") + header;
    }

    private static String part(String about) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + about + "\r\n\r\n";
    }

    private String some(int from) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < Math.min(rows, from + AT_A_TIME); i++) {
            text.append(row.apply(i));
        }
        return text.toString();
    }

    private static String after() {
        return "\r\n--" + BOUNDARY + "--\r\n";
    }
}
