package dev.mailmoor.server.notify;

import dev.mailmoor.protocol.smtp.Handover;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Takes what it is given, unless a test tells it otherwise. */
final class PretendedRelay implements Relay {
    private final List<Envelope> taken = new CopyOnWriteArrayList<>();
    private volatile UnaryOperator<Handover> answer = UnaryOperator.identity();

    /** What it says instead of having accepted, though it has. */
    void answers(UnaryOperator<Handover> other) {
        answer = other;
    }

    List<Got> taken() {
        return taken.stream().map(Got::of).toList();
    }

    void forget() {
        taken.clear();
    }

    @Override
    public Visit visit() {
        return new Visit() {
            @Override
            public Handover hand(Envelope envelope) {
                Handover said = answer.apply(new Handover.Accepted());
                if (said instanceof Handover.Accepted || said instanceof Handover.Unknown) {
                    taken.add(envelope);
                }
                return said;
            }

            @Override
            public void close() {}
        };
    }

    /** A mail as it came. */
    record Got(String to, String subject, String text, String html, MimeMessage message) {
        static Got of(Envelope envelope) {
            try {
                MimeMessage message = new MimeMessage(
                        Session.getInstance(new Properties()), new ByteArrayInputStream(envelope.content()));
                Multipart parts = alternative((Multipart) message.getContent());
                return new Got(
                        envelope.to(),
                        message.getSubject(),
                        text(parts.getBodyPart(0)),
                        text(parts.getBodyPart(1)),
                        message);
            } catch (MessagingException | IOException e) {
                throw new AssertionError(e);
            }
        }

        private static Multipart alternative(Multipart parts) throws MessagingException, IOException {
            return parts.getContentType().startsWith("multipart/mixed")
                    ? (Multipart) parts.getBodyPart(0).getContent()
                    : parts;
        }

        private static String text(BodyPart part) throws MessagingException, IOException {
            return ((String) part.getContent()).replace("\r\n", "\n");
        }

        /** The attached table. */
        String attached() {
            try {
                return new String(
                        ((Multipart) message.getContent())
                                .getBodyPart(1)
                                .getInputStream()
                                .readAllBytes(),
                        StandardCharsets.UTF_8);
            } catch (MessagingException | IOException e) {
                throw new AssertionError(e);
            }
        }

        String header(String name) {
            try {
                String[] values = message.getHeader(name);
                return values == null ? "" : String.join(",", values);
            } catch (MessagingException e) {
                throw new AssertionError(e);
            }
        }
    }
}
