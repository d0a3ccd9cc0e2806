package dev.mailmoor.server;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/** The Spring application; started by the command line's {@code serve}. */
@SpringBootApplication
@Modulithic(sharedModules = {"settings", "database", "workspace", "journal"})
public class MailmoorApplication {}
