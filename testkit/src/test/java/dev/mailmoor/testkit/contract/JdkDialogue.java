package dev.mailmoor.testkit.contract;

import dev.mailmoor.protocol.tls.CertificateTrust;
import dev.mailmoor.protocol.tls.JdkTlsEngines;
import dev.mailmoor.protocol.tls.TlsEngines;
import org.junit.jupiter.api.Nested;

/** The contracts with the JDK's own engines. */
class JdkDialogue {
    @Nested
    class Imap extends ImapContract {
        @Override
        protected TlsEngines engines(CertificateTrust trust) {
            return new JdkTlsEngines(trust);
        }
    }

    @Nested
    class Pop3 extends Pop3Contract {
        @Override
        protected TlsEngines engines(CertificateTrust trust) {
            return new JdkTlsEngines(trust);
        }
    }

    @Nested
    class Smtp extends SmtpContract {
        @Override
        protected TlsEngines engines(CertificateTrust trust) {
            return new JdkTlsEngines(trust);
        }
    }

    @Nested
    class Sasl extends SaslContract {
        @Override
        protected TlsEngines engines(CertificateTrust trust) {
            return new JdkTlsEngines(trust);
        }
    }

    @Nested
    class Endurance extends EnduranceContract {
        @Override
        protected TlsEngines engines(CertificateTrust trust) {
            return new JdkTlsEngines(trust);
        }
    }

    @Nested
    class Tls extends TlsContract {
        @Override
        protected TlsEngines engines(CertificateTrust trust) {
            return new JdkTlsEngines(trust);
        }
    }

    @Nested
    class Hostility extends HostilityContract {
        @Override
        protected TlsEngines engines(CertificateTrust trust) {
            return new JdkTlsEngines(trust);
        }
    }
}
