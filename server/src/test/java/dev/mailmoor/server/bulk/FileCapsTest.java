package dev.mailmoor.server.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** How much a file may hold, and not one more. */
class FileCapsTest {
    private static final int MEBIBYTE = 1 << 20;
    private static final byte[] ROW = "a@b.example\n".getBytes(StandardCharsets.UTF_8);

    @Test
    void aMillionRowsFitAndNotOneMore() throws IOException {
        assertThat(rowsRead(repeated(ROW, CsvFile.MOST_ROWS))).isEqualTo(CsvFile.MOST_ROWS);
        assertThatThrownBy(() -> rowsRead(repeated(ROW, CsvFile.MOST_ROWS + 1)))
                .isInstanceOfSatisfying(UnreadableFile.class, wrong -> {
                    assertThat(wrong.kind()).isEqualTo(UnreadableFile.Kind.TOO_LARGE);
                    assertThat(wrong.sentence()).contains("more than 1,000,000 rows");
                });
    }

    private static int rowsRead(InputStream rows) throws IOException {
        InputStream header = new ByteArrayInputStream("email\n".getBytes(StandardCharsets.UTF_8));
        CsvFile file = CsvFile.read(new SequenceInputStream(header, rows));
        int read = 0;
        while (file.record().isPresent()) {
            read++;
        }
        return read;
    }

    /** With a smaller cap: a gibibyte is digested in more seconds than this is worth. */
    @Test
    void asManyBytesFitAndNotOneMore() throws IOException {
        byte[] kibibyte = new byte[1 << 10];
        assertThat(bytesRead(repeated(kibibyte, 1_024))).isEqualTo(MEBIBYTE);
        InputStream more = new SequenceInputStream(repeated(kibibyte, 1_024), new ByteArrayInputStream(new byte[1]));
        assertThatThrownBy(() -> bytesRead(more)).isInstanceOfSatisfying(UnreadableFile.class, wrong -> {
            assertThat(wrong.kind()).isEqualTo(UnreadableFile.Kind.TOO_LARGE);
            assertThat(wrong.sentence()).contains("larger than 1 GiB");
        });
        assertThat(CappedBytes.MOST).isEqualTo(1_024L * MEBIBYTE);
    }

    private static long bytesRead(InputStream bytes) throws IOException {
        try (CappedBytes capped = new CappedBytes(bytes, MEBIBYTE)) {
            return capped.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** This again and again, in no memory. */
    private static InputStream repeated(byte[] piece, int times) {
        return new InputStream() {
            private final long length = (long) piece.length * times;
            private long at;

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int most) {
                int from = (int) (at % piece.length);
                int count = (int) Math.min(Math.min(most, piece.length - from), length - at);
                if (count <= 0) {
                    return -1;
                }
                System.arraycopy(piece, from, into, offset, count);
                at += count;
                return count;
            }
        };
    }
}
