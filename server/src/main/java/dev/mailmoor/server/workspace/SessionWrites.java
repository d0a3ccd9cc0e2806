package dev.mailmoor.server.workspace;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

/**
 * When a session was last used is written once a minute. Spring would write it with each page, and each page would wait for
 * the disk.
 */
@Configuration(proxyBeanMethods = false)
class SessionWrites {
    private static final String UPDATE = """
            update spring_session s
            set session_id = n.session_id, last_access_time = n.last_access_time, expiry_time = n.expiry_time,
                max_inactive_interval = n.max_inactive_interval, principal_name = n.principal_name
            from (values (cast(? as text), cast(? as bigint), cast(? as int), cast(? as bigint), cast(? as text),
                    cast(? as text)))
                as n (session_id, last_access_time, max_inactive_interval, expiry_time, principal_name, primary_id)
            where s.primary_id = n.primary_id
                and (n.last_access_time - s.last_access_time >= 60000
                    or (s.session_id, s.max_inactive_interval, s.principal_name)
                        is distinct from (n.session_id, n.max_inactive_interval, n.principal_name))
            """;

    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> onceAMinute() {
        return sessions -> sessions.setUpdateSessionQuery(UPDATE);
    }
}
