package dev.mailmoor.server.bulk;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.PersonName;
import dev.mailmoor.server.reauth.ChannelDraft;
import dev.mailmoor.server.reauth.MailboxDraft;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** One row as a draft of a mailbox. Texts lose the blanks around them; secrets stay as they stand in the file. */
final class RowDraft {
    private static final ChannelDraft BLANK = new ChannelDraft("", "", "", "", "", Optional.empty());

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s_/-]+");
    private static final Pattern BETWEEN_TAGS = Pattern.compile("[,;|]");

    private final CheckedOptions options;
    private final CsvRow row;

    private RowDraft(CheckedOptions options, CsvRow row) {
        this.options = options;
        this.row = row;
    }

    static MailboxDraft of(CheckedOptions options, CsvRow row) {
        return new RowDraft(options, row).draft();
    }

    private MailboxDraft draft() {
        ChannelDraft receiving = side(
                Field.RECEIVING_HOST,
                Field.RECEIVING_PORT,
                Field.RECEIVING_SECURITY,
                Field.RECEIVING_USERNAME,
                Field.RECEIVING_PASSWORD,
                text(Field.RECEIVING_PROTOCOL));
        ChannelDraft sending = side(
                Field.SENDING_HOST,
                Field.SENDING_PORT,
                Field.SENDING_SECURITY,
                Field.SENDING_USERNAME,
                Field.SENDING_PASSWORD,
                "");
        // A side that was left blank is looked for beside the one that was named.
        boolean any = given(receiving) || given(sending);
        return new MailboxDraft(
                text(Field.EMAIL),
                name(),
                text(Field.CONFIGURATION_NAME),
                text(Field.DESCRIPTION),
                text(Field.OWNER),
                tags(),
                Optional.of(receiving).filter(_ -> any),
                Optional.of(sending).filter(_ -> any),
                secret(Field.PASSWORD));
    }

    private static boolean given(ChannelDraft side) {
        return !side.equals(BLANK);
    }

    // Allowed ParameterNumber: the columns of one side.
    private ChannelDraft side(Field host, Field port, Field security, Field username, Field secret, String protocol) {
        String name = text(username);
        return new ChannelDraft(
                protocol,
                text(host),
                text(port),
                security(text(security)),
                name.isEmpty() ? text(Field.USERNAME) : name,
                secret(secret));
    }

    /** As tools write it. */
    private static String security(String text) {
        return switch (BETWEEN_WORDS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("")) {
            case "ssl", "ssltls", "tlsssl", "implicit" -> "tls";
            case "starttls" -> "starttls";
            case "plain", "plaintext", "unencrypted" -> "none";
            // Both are said of servers with STARTTLS: the port tells.
            case "true", "yes", "1", "false", "no", "0" -> "";
            default -> text;
        };
    }

    private PersonName name() {
        String first = text(Field.FIRST_NAME);
        String last = text(Field.LAST_NAME);
        String full = text(Field.FULL_NAME);
        if (!first.isEmpty() || !last.isEmpty() || full.isEmpty()) {
            return new PersonName(first, last);
        }
        int space = full.lastIndexOf(' ');
        return space < 0
                ? new PersonName(full, "")
                : new PersonName(full.substring(0, space).strip(), full.substring(space + 1));
    }

    private List<String> tags() {
        return BETWEEN_TAGS
                .splitAsStream(text(Field.TAGS))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .toList();
    }

    private String text(Field field) {
        return options.value(row, field).strip();
    }

    private Optional<Secret> secret(Field field) {
        String cell = options.value(row, field);
        return cell.isEmpty() ? Optional.empty() : Optional.of(Secret.of(cell));
    }
}
