package dev.mailmoor.server.api;

import dev.mailmoor.server.workspace.Open;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What supervisors and collectors of figures ask. */
@RestController
class HealthController {
    private final JdbcClient jdbc;
    private final PrometheusMeterRegistry meters;

    HealthController(JdbcClient jdbc, PrometheusMeterRegistry meters) {
        this.jdbc = jdbc;
        this.meters = meters;
    }

    @GetMapping("/health/live")
    @Open("supervisors ask it")
    Map<String, String> live() {
        return Map.of("status", "up");
    }

    /** Ready when the database answers; otherwise it fails as any request does, with 503. */
    @GetMapping("/health/ready")
    @Open("load balancers ask it")
    ResponseEntity<Object> ready() {
        jdbc.sql("select 1").query(Integer.class).single();
        return ResponseEntity.ok(Map.of("status", "ready"));
    }

    @GetMapping(path = "/metrics", produces = "text/plain;version=0.0.4;charset=utf-8")
    @Open("the filter chain asks for a key where one is needed")
    String metrics() {
        return meters.scrape();
    }
}
