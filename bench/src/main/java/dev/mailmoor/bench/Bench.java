package dev.mailmoor.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** The measures; {@code ./mailmoor bench checks} for one. */
public final class Bench {
    private static final String USAGE = """
            usage: ./mailmoor bench checks [--quick]
              checks   CPU of one check beside Angus Mail, in one run
              --quick  few rounds: shows that it works, proves nothing
            """;

    private Bench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> words = Arrays.asList(args);
        if (words.isEmpty() || words.contains("--help") || !words.getFirst().equals("checks")) {
            System.out.print(USAGE);
            System.exit(words.contains("--help") ? 0 : 2);
        }
        ChecksBench.run(words.contains("--quick"));
    }
}
