package dev.mailmoor.server.api;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.mock.web.MockHttpServletRequest;

/** An upload whose sender is gone in the middle of the file. */
final class BrokenUpload extends MockHttpServletRequest {
    private final ByteArrayInputStream sent;

    BrokenUpload(String rows) {
        super("POST", "/api/v1/imports");
        setContentType("multipart/form-data; boundary=b");
        String head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"rows.csv\"\r\n\r\n";
        sent = new ByteArrayInputStream((head + rows.repeat(4_000)).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public ServletInputStream getInputStream() {
        return new ServletInputStream() {
            @Override
            public int read() throws IOException {
                int next = sent.read();
                if (next < 0) {
                    throw new EOFException("the sender is gone");
                }
                return next;
            }

            @Override
            public boolean isFinished() {
                return false;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
