package dev.mailmoor.server.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Reply;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.server.diagnosis.Diagnosis.Finding;
import dev.mailmoor.server.diagnosis.Foresight.Draft;
import dev.mailmoor.server.provider.Providers;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForesightTest {
    private static final Secret ORDINARY = Secret.of("correct horse battery");
    private static final Secret SIXTEEN_LETTERS = Secret.of("abcd efgh ijkl mnop");

    private static final String SIXTEEN = """
            - id: gmail
              name: Gmail
              domains: [gmail.com, googlemail.com]
              hosts: [gmail.com, googlemail.com, google.com]
              imap: tls imap.gmail.com 993
              ordinaryPassword: never
              appPassword:
                url: https://myaccount.google.com/apppasswords
                steps: [Make one.]
                pattern: "[a-z]{16}"
                inWords: 16 letters
                spaces: decoration
            """;

    private final Foresight foresight = new Foresight(Providers.bundled());

    @ParameterizedTest
    @CsvSource({
        "anna@gmial.com,gmail.com",
        "anna@gmai.com,gmail.com",
        "anna@gmaill.com,gmail.com",
        "anna@gnail.com,gmail.com",
        "anna@gmail.con,gmail.com",
        "anna@yaho.com,yahoo.com",
        "anna@hotmial.com,hotmail.com",
        "anna@outlok.com,outlook.com"
    })
    void aMistypedDomainIsSeen(String address, String meant) {
        assertThat(foresight.of(new Draft(address, "mail.example.com", ORDINARY)))
                .singleElement()
                .asString()
                .contains("\"" + meant + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna@gmail.com",
                "anna@mail.com",
                "anna@email.com",
                "anna@example.com",
                "anna@aol.de",
                "no-address"
            })
    void aRightDomainIsLeftAlone(String address) {
        assertThat(foresight.of(new Draft(address, "mail.example.com", SIXTEEN_LETTERS)))
                .isEmpty();
    }

    @Test
    void aHostOfAnotherProviderIsSeen() {
        assertThat(foresight.of(new Draft("anna@yahoo.com", "imap.gmail.com", SIXTEEN_LETTERS)))
                .containsExactly(
                        "Check the host: imap.gmail.com belongs to Gmail, but the address is one of Yahoo Mail.");
        assertThat(foresight.of(new Draft("anna@hotmail.com", "outlook.office365.com", ORDINARY)))
                .isEmpty();
        assertThat(foresight.of(new Draft("anna@company.example", "imap.gmail.com", SIXTEEN_LETTERS)))
                .isEmpty();
    }

    @Test
    void aSecretThatCannotBeAnAppPasswordMakesTheCauseLikely(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("providers.yaml"), SIXTEEN);
        Foresight informed = new Foresight(Providers.in(folder));
        Draft draft = new Draft("anna@gmail.com", "imap.gmail.com", ORDINARY);
        Diagnosis failed = informed.with(refusedByGmail(), draft);
        Finding finding = failed.finding().orElseThrow();
        assertThat(finding.cause()).isEqualTo(Cause.APP_PASSWORD_REQUIRED);
        assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(finding.remedy().getFirst())
                .startsWith("Gmail takes only app passwords in mail programs (16 ")
                .doesNotContain("horse");
        assertThat(informed.of(new Draft("anna@gmail.com", "imap.gmail.com", SIXTEEN_LETTERS)))
                .isEmpty();
    }

    @Test
    void aLoginThatWorksIsNotFoundFaultWithNorLookedAt() {
        Providers unasked = (Providers) Proxy.newProxyInstance(
                Providers.class.getClassLoader(), new Class<?>[] {Providers.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("all")) {
                        return List.of();
                    }
                    throw new AssertionError(method + " for a login that works");
                });
        Diagnosis connected = Diagnostician.byRules(unasked)
                .diagnose(new Outcome.SignedIn(Outcomes.trace(Protocol.IMAP, Stage.SELECT, Outcomes.IMAPS)), "custom");
        assertThat(new Foresight(unasked).with(connected, new Draft("anna@gmial.com", "imap.gmail.com", ORDINARY)))
                .isEqualTo(connected);
    }

    private static Diagnosis refusedByGmail() {
        Endpoint gmail = new Endpoint("imap.gmail.com", 993, TlsMode.TLS);
        return Diagnostician.byRules(Providers.bundled())
                .diagnose(
                        new Outcome.Refused(
                                Outcomes.trace(Protocol.IMAP, Stage.AUTH, gmail),
                                new Reply("a NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)")),
                        "gmail");
    }
}
