package dev.mailmoor.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** The measures; {@code ./mailmoor bench checks} for one. */
public final class Bench {
    private static final String USAGE = """
            usage: ./mailmoor bench checks|idle|path|fleet|import [--quick]
              checks   CPU of one check beside Angus Mail, imapflow, imaplib and a C program, in one run
              idle     memory and CPU of TLS connections that are kept open and say nothing
              path     CPU and rate of the whole path of a due channel, in the real service
              fleet    pages of a million mailboxes over HTTP, and the memory of the service meanwhile
              import   a CSV file into the real service, without and with trying its rows
              --quick  few rounds: shows that it works, proves nothing
            """;

    private Bench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> words = Arrays.asList(args);
        boolean quick = words.contains("--quick");
        switch (words.isEmpty() || words.contains("--help") ? "" : words.getFirst()) {
            case "checks" -> ChecksBench.run(quick);
            case "idle" -> IdleBench.run(quick ? 500 : 19_000);
            case "path" -> PathBench.run(quick);
            case "fleet" -> FleetBench.run(quick);
            case "import" -> ImportBench.run(quick);
            default -> {
                System.out.print(USAGE);
                System.exit(words.contains("--help") ? 0 : 2);
            }
        }
    }
}
