package dev.mailmoor.server.api;

import dev.mailmoor.server.discovery.Discovery;
import dev.mailmoor.server.discovery.DiscoveryAllowance;
import dev.mailmoor.server.discovery.DiscoveryJson;
import dev.mailmoor.server.mailbox.EmailAddress;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The servers of an address. It goes out to the network, so it needs the same role as a probe. */
@RestController
@RequestMapping(ApiPaths.ROOT + "/discover")
class DiscoverController {
    private final Discovery discovery;
    private final DiscoveryAllowance allowance;

    DiscoverController(Discovery discovery, DiscoveryAllowance allowance) {
        this.discovery = discovery;
        this.allowance = allowance;
    }

    @GetMapping
    @Needs(Role.OPERATOR)
    @Call(value = "Finds the servers of an address, each with its source, the best first.", gives = "Discovered")
    ResponseEntity<Object> discover(Access access, @RequestParam(defaultValue = "") String address) {
        Optional<EmailAddress> mailbox = EmailAddress.parse(address);
        if (mailbox.isEmpty()) {
            return Problem.field("address", "This is not an email address; one looks like anna@example.com.")
                    .response();
        }
        Duration wait = allowance.take(access.workspace());
        return wait.isPositive()
                ? later(wait)
                : ResponseEntity.ok(
                        DiscoveryJson.toMap(discovery.discover(mailbox.get().value())));
    }

    private static ResponseEntity<Object> later(Duration wait) {
        ResponseEntity<Object> busy = Problem.busy(
                        "This workspace asked for many addresses at once; ask again shortly.")
                .response();
        return ResponseEntity.status(busy.getStatusCode())
                .headers(busy.getHeaders())
                .header("Retry-After", Long.toString(wait.toSeconds() + 1))
                .body(busy.getBody());
    }
}
