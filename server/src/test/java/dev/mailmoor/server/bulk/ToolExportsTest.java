package dev.mailmoor.server.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The header lines of other tools map by themselves; what means nothing here is left out. */
class ToolExportsTest {
    /** Each as {@code tool, header, field=column …}, columns and fields with {@code |} between them. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Woodpecker, "
                + "SMTP email|SMTP login|SMTP password|SMTP server|SMTP port|SMTP from name|IMAP email|IMAP login|IMAP password"
                + "|IMAP server|IMAP port|Daily limit|Signature, "
                + "email=SMTP email|sending_username=SMTP login|sending_password=SMTP password|sending_host=SMTP server"
                + "|sending_port=SMTP port|full_name=SMTP from name|receiving_username=IMAP login"
                + "|receiving_password=IMAP password|receiving_host=IMAP server|receiving_port=IMAP port",
        "Smartlead, "
                + "from_name|from_email|user_name|password|smtp_host|smtp_port|imap_host|imap_port|max_email_per_day"
                + "|custom_tracking_url|bcc|signature|warmup_enabled|total_warmup_per_day|daily_rampup|client_id"
                + "|imap_user_name|imap_password|different_reply_to_address, "
                + "full_name=from_name|email=from_email|username=user_name|password=password|sending_host=smtp_host"
                + "|sending_port=smtp_port|receiving_host=imap_host|receiving_port=imap_port"
                + "|receiving_username=imap_user_name|receiving_password=imap_password",
        "Instantly, "
                + "Email|First Name|Last Name|IMAP Username|IMAP Password|IMAP Host|IMAP Port|SMTP Username|SMTP Password"
                + "|SMTP Host|SMTP Port|Daily Limit|Warmup Enabled|Warmup Limit|Warmup Increment, "
                + "email=Email|first_name=First Name|last_name=Last Name|receiving_username=IMAP Username"
                + "|receiving_password=IMAP Password|receiving_host=IMAP Host|receiving_port=IMAP Port"
                + "|sending_username=SMTP Username|sending_password=SMTP Password|sending_host=SMTP Host|sending_port=SMTP Port",
        "QuickMail, "
                + "Email|Sender name|SMTP host|SMTP port|SMTP username|SMTP password|SMTP security|IMAP host|IMAP port"
                + "|IMAP username|IMAP password|IMAP security|Daily sending limit, "
                + "email=Email|full_name=Sender name|sending_host=SMTP host|sending_port=SMTP port|sending_username=SMTP username"
                + "|sending_password=SMTP password|sending_security=SMTP security|receiving_host=IMAP host"
                + "|receiving_port=IMAP port|receiving_username=IMAP username|receiving_password=IMAP password"
                + "|receiving_security=IMAP security",
        "Mailivery, "
                + "email|first_name|last_name|email_password|smtp_host|smtp_port|smtp_username|smtp_encryption|imap_host"
                + "|imap_port|imap_username|imap_encryption|email_per_day|response_rate, "
                + "email=email|first_name=first_name|last_name=last_name|password=email_password|sending_host=smtp_host"
                + "|sending_port=smtp_port|sending_username=smtp_username|sending_security=smtp_encryption"
                + "|receiving_host=imap_host|receiving_port=imap_port|receiving_username=imap_username"
                + "|receiving_security=imap_encryption",
        "a seller's list, "
                + "Email|App Password|SMTP|IMAP|Domain, "
                + "email=Email|password=App Password|sending_host=SMTP|receiving_host=IMAP",
        "another seller's list, "
                + "email|password|smtpHost|smtpPort|smtpTls|imapHost|imapPort|imapTls|fromName|dailyLimit|warmupEnabled, "
                + "email=email|password=password|sending_host=smtpHost|sending_port=smtpPort|sending_security=smtpTls"
                + "|receiving_host=imapHost|receiving_port=imapPort|receiving_security=imapTls|full_name=fromName"
    })
    void itsColumnsMapByThemselves(String tool, String header, String expected) {
        List<String> columns = List.of(header.split("\\|"));
        assertThat(Columns.read(columns, Map.of())).isInstanceOf(Columns.Reading.Read.class);
        Map<String, String> fields = Columns.guessed(columns).mapping().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
        assertThat(fields)
                .isEqualTo(Arrays.stream(expected.split("\\|"))
                        .map(pair -> pair.split("="))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
    }
}
