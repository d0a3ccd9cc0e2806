package dev.mailmoor.server.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeySharesTest {
    private static final int P_384 = 0x18;
    private static final int X25519 = 0x1D;

    private final KeyShares shares = KeyShares.usual();

    @Test
    void whatAServerChoseComesFirstTheNextTimeAndTheOthersBehind() {
        shares.chosen("mail.example.com", 993, P_384);
        assertThat(shares.orderFor("MAIL.example.com", 993))
                .hasValueSatisfying(order -> assertThat(order).containsExactly("P-384", "X25519", "P-256", "P-521"));
        assertThat(shares.orderFor("mail.example.com", 465)).isEmpty();
    }

    @Test
    void aServerThatTakesTheUsualOneAgainIsLikeAnyOther() {
        shares.chosen("mail.example.com", 993, P_384);
        shares.chosen("mail.example.com", 993, X25519);
        assertThat(shares.orderFor("mail.example.com", 993)).isEmpty();
    }

    @Test
    void aGroupThatWasNotOfferedIsNotTakenUp() {
        shares.chosen("mail.example.com", 993, 0x1234);
        assertThat(shares.orderFor("mail.example.com", 993)).isEmpty();
    }

    @Test
    void postQuantumIsOfferedOnlyWhereThatIsWanted() {
        assertThat(shares.order()).doesNotContain("X25519MLKEM768");
        assertThat(KeyShares.postQuantumFirst().order()).startsWith("X25519MLKEM768");
    }
}
