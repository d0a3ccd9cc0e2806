package dev.mailmoor.server.diagnosis;

import dev.mailmoor.server.monitor.Monitor;

/** Diagnosis must not know the monitor: this breaks the rule on purpose, so that a test can see it found. */
record PlantedViolation(Monitor monitor) {}
