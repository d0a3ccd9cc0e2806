package dev.mailmoor.server.console;

import dev.mailmoor.server.bulk.Imports;
import dev.mailmoor.server.bulk.ReportCsv;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** CSV files around an import: a template to fill in, and what came of the rows. */
@Controller
@RequestMapping("/imports")
class ImportDownloads {
    private final Imports imports;
    private final ReportCsv reports;

    ImportDownloads(Imports imports, ReportCsv reports) {
        this.imports = imports;
        this.reports = reports;
    }

    @GetMapping("/template.csv")
    @Needs(Role.OPERATOR)
    void template(HttpServletResponse response) throws IOException {
        try (Writer to = csv("mailboxes", response)) {
            to.write(ReportCsv.template());
        }
    }

    @GetMapping("/{id}/report.csv")
    @Needs(Role.VIEWER)
    void report(Visit visit, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        checkThere(visit, id);
        try (Writer to = csv("import-report", response)) {
            reports.report(visit.workspace(), id, to);
        }
    }

    @GetMapping("/{id}/failed.csv")
    @Needs(Role.VIEWER)
    void failed(Visit visit, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        checkThere(visit, id);
        try (Writer to = csv("import-failed", response)) {
            reports.failed(visit.workspace(), id, to);
        }
    }

    private void checkThere(Visit visit, UUID id) {
        if (imports.find(visit.workspace(), id).isEmpty()) {
            throw ImportScreens.noImport(id);
        }
    }

    private static Writer csv(String name, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
        return new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    }
}
