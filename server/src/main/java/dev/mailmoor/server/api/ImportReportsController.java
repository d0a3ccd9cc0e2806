package dev.mailmoor.server.api;

import dev.mailmoor.server.bulk.Imports;
import dev.mailmoor.server.bulk.ReportCsv;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What came of an import's rows, as CSV: written as it is read, however long it is. */
@RestController
@RequestMapping(ApiPaths.ROOT + "/imports/{id}")
class ImportReportsController {
    private final Imports imports;
    private final ReportCsv reports;

    ImportReportsController(Imports imports, ReportCsv reports) {
        this.imports = imports;
        this.reports = reports;
    }

    @GetMapping("/report.csv")
    @Needs(Role.VIEWER)
    @Call("What came of each row so far, in order, as CSV.")
    void report(Access access, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        try (Writer to = csv(access, id, "report", response)) {
            reports.report(access.workspace(), id, to);
        }
    }

    @GetMapping("/failed.csv")
    @Needs(Role.VIEWER)
    @Call("The failed rows without their secrets, as CSV to mend and send again.")
    void failed(Access access, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        try (Writer to = csv(access, id, "failed", response)) {
            reports.failed(access.workspace(), id, to);
        }
    }

    private Writer csv(Access access, UUID id, String name, HttpServletResponse response) throws IOException {
        if (imports.find(access.workspace(), id).isEmpty()) {
            throw new Refusal(Problem.notFound());
        }
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"import-" + name + ".csv\"");
        return new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    }
}
