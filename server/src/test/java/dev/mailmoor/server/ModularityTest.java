package dev.mailmoor.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The allowed uses stand in each room's package-info; this holds the code to them. */
class ModularityTest {
    @Test
    void roomsUseOnlyWhatTheyMay() {
        ApplicationModules.of(MailmoorApplication.class).verify();
    }

    @Test
    void aPlantedViolationIsFound() {
        ImportOption testsToo = location -> true;
        assertThatThrownBy(() -> ApplicationModules.of(MailmoorApplication.class, testsToo)
                        .verify())
                .hasMessageContaining("PlantedViolation")
                .hasMessageContaining("monitor");
    }
}
