package dev.mailmoor.server.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.tls.CertificateTrust;
import dev.mailmoor.protocol.tls.TlsEngines;
import dev.mailmoor.testkit.contract.EnduranceContract;
import dev.mailmoor.testkit.contract.HostilityContract;
import dev.mailmoor.testkit.contract.ImapContract;
import dev.mailmoor.testkit.contract.Pop3Contract;
import dev.mailmoor.testkit.contract.SaslContract;
import dev.mailmoor.testkit.contract.SmtpContract;
import dev.mailmoor.testkit.contract.TlsContract;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** BoringSSL's engines do in every dialogue what the JDK's do. */
class BoringSslDialogue {
    @Test
    void boringSslLoadsOnThisMachine() {
        assertThat(BoringSslEngines.orTheJdks(new CertificateTrust(List.of()))).isInstanceOf(BoringSslEngines.class);
    }

    @Nested
    class Imap extends ImapContract {
        @Override
        protected TlsEngines engines(CertificateTrust trust) {
            return BoringSslEngines.orTheJdks(trust);
        }
    }

    @Nested
    class Pop3 extends Pop3Contract {
        @Override
        protected TlsEngines engines(CertificateTrust trust) {
            return BoringSslEngines.orTheJdks(trust);
        }
    }

    @Nested
    class Smtp extends SmtpContract {
        @Override
        protected TlsEngines engines(CertificateTrust trust) {
            return BoringSslEngines.orTheJdks(trust);
        }
    }

    @Nested
    class Sasl extends SaslContract {
        @Override
        protected TlsEngines engines(CertificateTrust trust) {
            return BoringSslEngines.orTheJdks(trust);
        }
    }

    @Nested
    class Endurance extends EnduranceContract {
        @Override
        protected TlsEngines engines(CertificateTrust trust) {
            return BoringSslEngines.orTheJdks(trust);
        }
    }

    @Nested
    class Tls extends TlsContract {
        @Override
        protected TlsEngines engines(CertificateTrust trust) {
            return BoringSslEngines.orTheJdks(trust);
        }
    }

    @Nested
    class Hostility extends HostilityContract {
        @Override
        protected TlsEngines engines(CertificateTrust trust) {
            return BoringSslEngines.orTheJdks(trust);
        }
    }
}
