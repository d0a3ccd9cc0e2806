package dev.mailmoor.server.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Secret;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppPasswordTest {
    private final Providers providers = Providers.bundled();

    private Passwords at(String provider) {
        return providers.byId(provider).passwords();
    }

    @ParameterizedTest
    @CsvSource({
        "gmail,abcd efgh ijkl mnop,abcdefghijklmnop",
        "gmail,' abcd efgh  ijkl mnop ',abcdefghijklmnop",
        "google-workspace,abcd efgh ijkl mnop,abcdefghijklmnop",
        "yahoo,abcd efgh ijkl mnop,abcdefghijklmnop",
        "fastmail,a1b2 c3d4 e5f6 g7h8,a1b2c3d4e5f6g7h8"
    })
    void spacesThatAreDecorationAreTakenOut(String provider, String typed, String offered) {
        assertThat(at(provider).withoutDecoration(Secret.of(typed))).contains(Secret.of(offered));
    }

    @ParameterizedTest
    @CsvSource({
        "gmail,abcdefghijklmnop",
        "gmail,my own pass word",
        "gmail,abcd efgh ijkl mno",
        "gmail,ABCD efgh ijkl mnop",
        "yandex,abcd efgh ijkl mnop",
        "gmx,abcd efgh ijkl mnop",
        "custom,abcd efgh ijkl mnop"
    })
    void anythingElseIsNeverChanged(String provider, String typed) {
        assertThat(at(provider).withoutDecoration(Secret.of(typed))).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "gmail,Summer2024!,true",
        "gmail,abcd efgh ijkl mnop,false",
        "icloud,abcd-efgh-ijkl-mnop,false",
        "icloud,abcdefghijklmnop,false",
        "icloud,hunter2,true",
        "zoho,hunter2,false",
        "gmx,hunter2,false",
        "microsoft,hunter2,false",
        "custom,hunter2,false"
    })
    void onlyWhereOrdinaryPasswordsNeverWorkIsOneKnownToBeWrong(String provider, String typed, boolean wrong) {
        assertThat(at(provider).cannotBeRight(Secret.of(typed))).isEqualTo(wrong);
    }
}
