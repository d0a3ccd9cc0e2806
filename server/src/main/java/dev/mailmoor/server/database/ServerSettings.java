package dev.mailmoor.server.database;

import java.lang.management.ManagementFactory;

/** The settings of the embedded database: nothing that was committed is lost, and memory by what the machine has. */
final class ServerSettings {
    private static final long MEBIBYTE = 1024 * 1024;

    private ServerSettings() {}

    static String text() {
        long memory = memoryMebibytes();
        return """
                # Written anew by Mailmoor at each start.
                listen_addresses = '127.0.0.1'
                unix_socket_directories = ''
                max_connections = 60
                password_encryption = 'scram-sha-256'

                fsync = on
                synchronous_commit = on
                full_page_writes = on

                shared_buffers = %dMB
                effective_cache_size = %dMB
                work_mem = 16MB
                maintenance_work_mem = 128MB
                min_wal_size = 128MB
                max_wal_size = 2GB
                wal_compression = on
                checkpoint_completion_target = 0.9
                random_page_cost = 1.1
                jit = off
                autovacuum_naptime = 15s

                # Logs tell what happened, never with what values.
                log_checkpoints = off
                log_min_messages = warning
                log_min_error_statement = panic
                log_error_verbosity = terse
                """.formatted(Math.clamp(memory / 16, 128, 512), Math.max(512, memory / 2));
    }

    private static long memoryMebibytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize() / MEBIBYTE
                : 2048;
    }
}
