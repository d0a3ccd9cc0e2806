package dev.mailmoor.server.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailmoor.server.settings.PlainFault;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorFileTest {
    @TempDir
    private Path data;

    private Providers with(String yaml) throws Exception {
        Files.writeString(data.resolve("providers.yaml"), yaml);
        return Providers.in(data);
    }

    @Test
    void withoutAFileThereAreTheBundledOnes() {
        assertThat(Providers.in(data).all()).hasSameSizeAs(Providers.bundled().all());
    }

    @Test
    void anEmptyFileSaysNothing() throws Exception {
        assertThat(with("# nothing yet\n").byAddress("anna@gmail.com").id()).isEqualTo("gmail");
    }

    @Test
    void aNewProviderIsAddedAndCustomStaysLast() throws Exception {
        Providers providers = with("""
                - id: moor
                  name: Moor Mail
                  domains: [moor.example]
                  mx: [moor.example]
                  imap: tls imap.moor.example 993
                """);
        assertThat(providers.byAddress("anna@moor.example").name()).isEqualTo("Moor Mail");
        assertThat(providers.byExchanger("mx1.moor.example").id()).isEqualTo("moor");
        assertThat(providers.all().getLast().isCustom()).isTrue();
        assertThat(providers.byAddress("anna@gmail.com").id()).isEqualTo("gmail");
    }

    @Test
    void ofAKnownProviderOnlyTheKeysThatAreWrittenChange() throws Exception {
        Provider gmail = with("- id: gmail\n  loginsPerSecond: 3\n").byHost("imap.gmail.com");
        assertThat(gmail.loginsPerSecond()).contains(3);
        assertThat(gmail.name()).isEqualTo("Gmail");
        assertThat(gmail.appPasswordSteps()).isNotEmpty();
    }

    @Test
    void aDomainThatTheOperatorClaimsIsTheirs() throws Exception {
        Providers providers =
                with("- id: moor\n  name: Moor Mail\n  domains: [gmx.de]\n  imap: tls imap.moor.example 993\n");
        assertThat(providers.byAddress("anna@gmx.de").id()).isEqualTo("moor");
        assertThat(providers.byAddress("anna@gmx.at").id()).isEqualTo("gmx");
    }

    @Test
    void allFaultsAreToldAtOnceAndItIsWrongUse() throws Exception {
        Files.writeString(data.resolve("providers.yaml"), """
                - id: moor
                  imap: imap.moor.example
                  ordinaryPassword: sometimes
                  appPassword: {url: 'ftp://x', pattern: '['}
                  quirks: [odd]
                - id: moor
                  name: Moor
                  mx: [MX]
                """);
        assertThatThrownBy(() -> Providers.in(data))
                .isInstanceOfSatisfying(
                        PlainFault.class,
                        fault -> assertThat(fault.exitStatus()).isEqualTo(2))
                .hasMessageContaining("providers.yaml: moor: name is missing.")
                .hasMessageContaining("moor: imap must be like")
                .hasMessageContaining("moor: ordinaryPassword must be one of works, without-two-step, never")
                .hasMessageContaining("moor: appPassword: pattern is not a regular expression")
                .hasMessageContaining("moor: appPassword needs url and steps")
                .hasMessageContaining("moor: there is no quirk odd; there are id-before-select,")
                .hasMessageContaining("moor: id moor is taken by itself")
                .hasMessageContaining("moor: mx holds MX");
    }

    @Test
    void whatIsNoListSaysSo() {
        assertThatThrownBy(() -> with("id: moor\n")).hasMessageContaining("it must be a list");
        assertThatThrownBy(() -> with("- [")).hasMessageContaining("not YAML, at line");
    }
}
