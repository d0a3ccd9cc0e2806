package dev.mailmoor.server.notify;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/** Composes messages of text and HTML, in ASCII only, so that every relay takes them. */
final class Mime {
    private static final String UTF_8 = "UTF-8";
    private static final Session SESSION = Session.getInstance(new Properties());

    private Mime() {}

    /**
     * What a message is made of.
     *
     * @param id becomes the Message-ID: sent twice, the receiver can tell
     * @param unsubscribe where a member ends the notices; empty for others
     */
    record Parts(
            UUID id,
            String from,
            String to,
            Instant at,
            String subject,
            Letterhead.Sheet sheet,
            Optional<String> unsubscribe,
            Optional<Attachment> attachment) {}

    static Envelope compose(Parts parts) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            message(parts).writeTo(out);
            return new Envelope(parts.from(), parts.to(), out.toByteArray());
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("the notice could not be composed", e);
        }
    }

    private static MimeMessage message(Parts parts) throws MessagingException, UnsupportedEncodingException {
        WithOwnId message = new WithOwnId("<" + parts.id() + "@" + domain(parts.from()) + ">");
        message.setFrom(new InternetAddress(parts.from(), parts.sheet().sender(), UTF_8));
        message.setRecipients(Message.RecipientType.TO, new InternetAddress[] {new InternetAddress(parts.to())});
        message.setSubject(parts.subject(), UTF_8);
        message.setSentDate(Date.from(parts.at()));
        // RFC 3834 §5: no answering machine may answer it.
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "All");
        if (parts.unsubscribe().isPresent()) {
            message.setHeader("List-Unsubscribe", "<" + parts.unsubscribe().get() + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        MimeMultipart both = alternative(parts.sheet());
        message.setContent(
                parts.attachment().isEmpty() ? both : with(parts.attachment().get(), both));
        message.saveChanges();
        return message;
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static MimeMultipart alternative(Letterhead.Sheet sheet) throws MessagingException {
        MimeMultipart both = new MimeMultipart("alternative");
        both.addBodyPart(text(sheet.text(), "plain"));
        both.addBodyPart(text(sheet.html(), "html"));
        return both;
    }

    private static MimeBodyPart text(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text.replace("\r\n", "\n").replace("\n", "\r\n"), UTF_8, subtype);
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }

    private static MimeMultipart with(Attachment attachment, MimeMultipart both) throws MessagingException {
        MimeBodyPart letter = new MimeBodyPart();
        letter.setContent(both);
        MimeBodyPart attached = new MimeBodyPart();
        attached.setDataHandler(new jakarta.activation.DataHandler(new jakarta.mail.util.ByteArrayDataSource(
                attachment.csv().getBytes(StandardCharsets.UTF_8), "text/csv; charset=utf-8")));
        attached.setFileName(attachment.fileName());
        attached.setHeader("Content-Transfer-Encoding", "base64");
        MimeMultipart mixed = new MimeMultipart("mixed");
        mixed.addBodyPart(letter);
        mixed.addBodyPart(attached);
        return mixed;
    }

    private static final class WithOwnId extends MimeMessage {
        private final String id;

        WithOwnId(String id) {
            super(SESSION);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
