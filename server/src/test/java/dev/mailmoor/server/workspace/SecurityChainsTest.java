package dev.mailmoor.server.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.testing.ServerTest;
import jakarta.servlet.Filter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;

@ServerTest
class SecurityChainsTest {
    @Autowired
    private SecurityChains chains;

    @Autowired
    private ObjectProvider<HttpSecurity> springs;

    @Test
    void aChainBeginsWithAllThatSpringSecurityPutsOn() throws Exception {
        assertThat(filters(chains.begin()))
                .isEqualTo(filters(springs.getObject()))
                .hasSizeGreaterThan(8);
    }

    private static List<String> filters(HttpSecurity http) throws Exception {
        return http.build().getFilters().stream()
                .map(Filter::getClass)
                .map(Class::getName)
                .toList();
    }
}
