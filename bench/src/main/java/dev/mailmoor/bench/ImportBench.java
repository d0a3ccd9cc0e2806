package dev.mailmoor.bench;

import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.testkit.certificates.CertificateAuthority;
import dev.mailmoor.testkit.certificates.KeyKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A CSV file into the real service over HTTP: without trying, and with trying both sides against native stubs. */
final class ImportBench {
    private static final double LEAST_UNTRIED = 8_000;
    private static final double LEAST_TRIED = 500;
    private static final double MOST_MILLIS = 2.5;
    private static final double MOST_MEBIBYTES = 256;
    private static final String BOUNDARY = "--------mailmoor-bench";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ServiceFolder folder;
    private final ServiceProcess service;
    /** Before anything came in. */
    private final double idle;

    private ImportBench(ServiceFolder folder, ServiceProcess service) throws IOException {
        this.folder = folder;
        this.service = service;
        this.idle = service.residentMebibytes();
    }

    static void run(boolean quick) throws IOException, InterruptedException {
        CertificateAuthority authority = CertificateAuthority.create(KeyKind.P_256);
        untried(authority, quick ? 5_000 : 100_000);
        tried(authority, quick ? 500 : 20_000);
    }

    /** With the usual login budget: what was saved untried is tried from then on, at the pace that its servers can take. */
    private static void untried(CertificateAuthority authority, int rows) throws IOException, InterruptedException {
        try (ServiceFolder folder = new ServiceFolder(authority.rootPem(), Duration.ofHours(24)).paced();
                ServiceProcess service = ServiceProcess.start(folder)) {
            ImportBench bench = new ImportBench(folder, service);
            bench.untried("warm", rows / 2);
            bench.untried("untried", rows);
        }
    }

    private static void tried(CertificateAuthority authority, int rows) throws IOException, InterruptedException {
        try (StubServer imap =
                        StubServer.start(authority, StubServer.Tickets.NONE).orElse(null);
                StubServer smtp = StubServer.start(authority, StubServer.Tickets.NONE, Protocol.SMTP)
                        .orElse(null)) {
            if (imap == null || smtp == null) {
                return;
            }
            // Nothing but the import is to sign in meanwhile.
            try (ServiceFolder folder = new ServiceFolder(authority.rootPem(), Duration.ofHours(24));
                    ServiceProcess service = ServiceProcess.start(folder)) {
                ImportBench bench = new ImportBench(folder, service);
                // As many checks as `checks` warms up with.
                bench.tried("warm", rows * 5 / 8, imap.port(), smtp.port());
                bench.tried("tried", rows, imap.port(), smtp.port());
            }
        }
    }

    private void tried(String name, int rows, int imap, int smtp) throws IOException, InterruptedException {
        StringBuilder csv = new StringBuilder(
                "email,password,receiving_host,receiving_port,sending_host,sending_port,sending_security\n");
        for (int i = 0; i < rows; i++) {
            csv.append(
                    "%s%d@kestrel.example,secret %d,localhost,%d,localhost,%d,tls%n".formatted(name, i, i, imap, smtp));
        }
        Duration before = service.cpu();
        double seconds = imported("{}", csv.toString(), rows);
        double millis = service.cpu().minus(before).toNanos() / 1e6 / rows;
        System.out.printf(Locale.ROOT, "%,d rows with trying (%s), %s%n", rows, name, Machine.now());
        System.out.println(
                Goal.atLeast(LEAST_TRIED, "rows/s", "rows a second, tried").told(rows / seconds));
        System.out.println(
                Goal.atMost(MOST_MILLIS, "CPU-ms", "the service, for each row").told(millis));
    }

    private void untried(String name, int rows) throws IOException, InterruptedException {
        StringBuilder csv = new StringBuilder("email,password,first_name,last_name,configuration_name,tags,")
                .append("receiving_host,receiving_port,sending_host,sending_port\n");
        for (int i = 0; i < rows; i++) {
            csv.append("%s%d@northwind.example,secret %d,Anna,Ek,Sales EU %d,eu;team-%d,"
                            .formatted(name, i, i, i % 50, i % 200))
                    .append("imap.northwind.invalid,993,smtp.northwind.invalid,465\n");
        }
        Duration before = service.cpu();
        double seconds = imported("{\"verify\":false}", csv.toString(), rows);
        double millis = service.cpu().minus(before).toNanos() / 1e6 / rows;
        System.out.printf(Locale.ROOT, "%,d rows without trying (%s), %s%n", rows, name, Machine.now());
        System.out.println(
                Goal.atLeast(LEAST_UNTRIED, "rows/s", "rows a second, untried").told(rows / seconds));
        System.out.printf(Locale.ROOT, "  the service, for each row, PostgreSQL not counted %.3f CPU-ms%n", millis);
        System.out.println(Goal.atMost(MOST_MEBIBYTES, "MiB", "resident memory above idle, at its peak")
                .told(service.peakMebibytes() - idle));
    }

    /** @return seconds from the first byte sent until it is done */
    private double imported(String options, String csv, int rows) throws IOException, InterruptedException {
        long began = System.nanoTime();
        JsonNode started = json(request("/imports")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofString(part("name=\"options\"", options)
                        + part("name=\"file\"; filename=\"bench.csv\"", csv) + "--" + BOUNDARY + "--\r\n"))
                .build());
        String path = "/imports/" + started.path("id").asString();
        JsonNode now = json(request(path).build());
        while (!now.path("state").asString().equals("done")) {
            Thread.sleep(Duration.ofMillis(100));
            now = json(request(path).build());
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        if (now.path("created").asInt() != rows) {
            throw new IllegalStateException("not all rows came in: " + now);
        }
        return seconds;
    }

    private static String part(String about, String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + about + "\r\n\r\n" + content + "\r\n";
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(folder.url() + "/api/v1" + path))
                .header("Authorization", "Bearer " + ServiceFolder.API_KEY);
    }

    private JsonNode json(HttpRequest request) throws IOException, InterruptedException {
        return JsonMapper.shared()
                .readTree(http.send(request, BodyHandlers.ofString()).body());
    }
}
