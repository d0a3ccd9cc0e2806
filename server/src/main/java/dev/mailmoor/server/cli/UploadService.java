package dev.mailmoor.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/** Sends files to a running Mailmoor, and fetches them from it. */
final class UploadService {
    private final Service service;

    UploadService(Service service) {
        this.service = service;
    }

    /** As multipart with the parts {@code options} and {@code file}; the file is read as it is sent. */
    JsonNode send(String path, String options, Path file) {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String boundary = "mailmoor-" + HexFormat.of().formatHex(random);
        String name = file.getFileName().toString().replaceAll("[\"\\\\\\p{Cntrl}]", "_");
        try {
            BodyPublisher body = BodyPublishers.concat(
                    BodyPublishers.ofString(part(boundary, "name=\"options\"") + options + "\r\n"),
                    BodyPublishers.ofString(part(boundary, "name=\"file\"; filename=\"" + name + "\"")),
                    BodyPublishers.ofFile(file),
                    BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
            return service.send(path, "multipart/form-data; boundary=" + boundary, body);
        } catch (IOException e) {
            throw new Service.WrongUse("The file " + file + " cannot be read.");
        }
    }

    private static String part(String boundary, String about) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; " + about + "\r\n\r\n";
    }

    void read(String path, Service.Reading reading) {
        service.fetch(path, reading);
    }

    void fetch(String path, Path to) {
        service.fetch(path, body -> {
            try (InputStream in = body) {
                Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
            }
        });
    }
}
