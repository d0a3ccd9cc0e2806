package dev.mailmoor.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/** The Spring application; started by the command line's {@code serve}. */
@SpringBootApplication
@Modulithic(sharedModules = {"settings", "database", "workspace", "journal"})
public class MailmoorApplication {
    /** For the build, which works out from it what beans there are; without settings it cannot serve. */
    public static void main(String[] args) {
        SpringApplication.run(MailmoorApplication.class, args);
    }
}
