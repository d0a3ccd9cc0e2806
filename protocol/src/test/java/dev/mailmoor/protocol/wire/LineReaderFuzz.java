package dev.mailmoor.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes without sense, in pieces of any size. */
class LineReaderFuzz {
    private static final Limits SMALL = new Limits(200, 100, 50, 10_000);

    @Test
    void whateverComesIsALineWithinLimitsOrTheEnd() {
        for (int seed = 0; seed < 5_000; seed++) {
            readAll(new Random(seed));
        }
    }

    private static void readAll(Random random) {
        LineReader reader = new LineReader(SMALL);
        Link link = new Babble(random);
        try {
            while (true) {
                if (random.nextInt(5) == 0) {
                    reader.skipLiteral(link, random.nextInt(150));
                }
                String line = reader.line(link);
                assertThat(line.length()).isLessThanOrEqualTo(SMALL.line());
                assertThat(line.chars().noneMatch(Character::isISOControl)).isTrue();
            }
        } catch (EOFException | TooMuchException | LineReader.LooksLikeTlsException expected) {
            assertThat(expected.getMessage()).isNotBlank();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Babble implements Link {
        private static final byte[] LIKELY = "\r\n\r\n\n\0\t* OK{}+A1\"\\\u001b\u007f".getBytes(StandardCharsets.UTF_8);
        private final Random random;
        private int left;

        Babble(Random random) {
            this.random = random;
            this.left = random.nextInt(3_000);
        }

        @Override
        public int read(ByteBuffer into) {
            int count = Math.min(Math.min(left, into.remaining()), 1 + random.nextInt(300));
            if (left == 0) {
                return -1;
            }
            for (int i = 0; i < count; i++) {
                boolean likely = random.nextInt(4) == 0;
                into.put(likely ? LIKELY[random.nextInt(LIKELY.length)] : (byte) random.nextInt(256));
            }
            left -= count;
            return count;
        }

        @Override
        public void write(ByteBuffer from) {}

        @Override
        public void close() {}
    }
}
