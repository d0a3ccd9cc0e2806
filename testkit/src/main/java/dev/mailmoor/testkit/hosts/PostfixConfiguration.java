package dev.mailmoor.testkit.hosts;

import java.nio.file.Path;
import java.util.List;

/** The files a private Postfix starts from. */
record PostfixConfiguration(Path folder, Path log, Ports ports) {
    record Ports(int tls, int startTls, int plain) {}

    static PostfixConfiguration write(HostFolder folder, HostCertificate certificate, DovecotHost dovecot) {
        layQueue(folder);
        Ports ports = new Ports(FreePorts.take(), FreePorts.take(), FreePorts.take());
        String path = folder.path().toString();
        folder.write(
                "postfix/main.cf",
                MAIN.formatted(MailHost.DOMAIN, dovecot.authPort(), certificate.key(), certificate.chain())
                        .replace("FOLDER", path));
        folder.write(
                "postfix/master.cf",
                SERVICES.formatted(ports.tls(), ports.startTls(), ports.plain(), HostPrograms.DELIVER, dovecot.file()));
        folder.write("postfix/owners", "/^(.*)$/ $1\n");
        return new PostfixConfiguration(
                folder.path().resolve("postfix"), folder.path().resolve("postfix.log"), ports);
    }

    /** What {@code postfix check} would create, which takes two seconds. */
    private static void layQueue(HostFolder folder) {
        folder.subfolder("postfix");
        folder.subfolder("postfix-data", "postfix", "postfix", "rwx------");
        folder.subfolder("queue");
        folder.subfolder("queue/pid");
        List.of("active bounce corrupt defer deferred flush hold incoming private saved trace".split(" "))
                .forEach(name -> folder.subfolder("queue/" + name, "postfix", "root", "rwx------"));
        folder.subfolder("queue/maildrop", "postfix", "postdrop", "rwx-wx---");
        folder.subfolder("queue/public", "postfix", "postdrop", "rwx--x---");
    }

    private static final String MAIN = """
            compatibility_level = 3.6
            myhostname = mail.%1$s
            mydestination =
            mynetworks =
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            queue_directory = FOLDER/queue
            data_directory = FOLDER/postfix-data
            maillog_file = FOLDER/postfix.log
            maillog_file_prefixes = FOLDER
            biff = no
            alias_maps =
            alias_database =
            local_recipient_maps =
            virtual_mailbox_domains = %1$s
            virtual_transport = dovecot
            dovecot_destination_recipient_limit = 1
            default_transport = error:5.1.2 no mail leaves this host
            smtpd_sasl_auth_enable = yes
            smtpd_sasl_type = dovecot
            smtpd_sasl_path = inet:127.0.0.1:%2$d
            smtpd_sasl_security_options = noanonymous
            smtpd_sender_login_maps = regexp:FOLDER/postfix/owners
            smtpd_sender_restrictions = reject_sender_login_mismatch
            smtpd_relay_restrictions = permit_sasl_authenticated, reject
            smtpd_tls_chain_files = %3$s, %4$s
            smtpd_tls_auth_only = no
            smtpd_error_sleep_time = 0
            smtpd_client_connection_count_limit = 0
            """;

    private static final String SERVICES = """
            127.0.0.1:%d inet n - n - - smtpd -o smtpd_tls_wrappermode=yes -o smtpd_tls_security_level=encrypt
            127.0.0.1:%d inet n - n - - smtpd -o smtpd_tls_security_level=encrypt
            127.0.0.1:%d inet n - n - - smtpd -o smtpd_tls_security_level=may
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            error unix - - n - - error
            retry unix - - n - - error
            proxymap unix - - n - - proxymap
            tlsmgr unix - - n 1000? 1 tlsmgr
            anvil unix - - n - 1 anvil
            showq unix n - n - - showq
            postlog unix-dgram n - n - 1 postlogd
            dovecot unix - n n - - pipe flags=DRX user=mail:mail argv=%s -c %s -f ${sender} -d ${recipient}
            """;
}
