package dev.mailmoor.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a running postmaster writes about itself: pid in line 1, port in line 4, state in line 8. */
record PidFile(Path file) {
    static PidFile of(Path cluster) {
        return new PidFile(cluster.resolve("postmaster.pid"));
    }

    boolean readyAs(long pid) throws IOException {
        List<String> lines = lines();
        return lines.size() >= 8
                && lines.getFirst().strip().equals(Long.toString(pid))
                && lines.get(7).strip().equals("ready");
    }

    /** Empty when none runs. */
    Optional<Integer> readyPort() throws IOException {
        List<String> lines = lines();
        boolean alive = lines.size() >= 8
                && lines.get(7).strip().equals("ready")
                && ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).isPresent();
        return alive ? Optional.of(Integer.valueOf(lines.get(3).strip())) : Optional.empty();
    }

    private List<String> lines() throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
