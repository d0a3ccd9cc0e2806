package dev.mailmoor.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.signin.ScriptedOAuthServer.Answer;
import dev.mailmoor.server.testing.ServerTest;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ServerTest
@Import(GrantScene.Parts.class)
class ReplacedSecretsTest {
    private final GrantScene scene;
    private final KeptGrants kept;

    @Autowired
    ReplacedSecretsTest(ObjectProvider<GrantScene> scenes, KeptGrants kept) {
        this.scene = scenes.getObject();
        this.kept = kept;
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void aSecretThatIsReplacedWhileATokenIsGotBreaksNothing() {
        OAuthClient seen =
                GrantScene.saved(scene.room.clients().add(scene.access, scene.draft("app-only", "first secret")));
        change(seen, "second secret");
        assertThat(obtained(seen)).isInstanceOf(OAuthGrants.Obtained.Got.class);
        scene.oauth.says(Answer.json(401, "{\"error\":\"invalid_client\"}"));
        assertThat(obtained(seen)).satisfies(ReplacedSecretsTest::passes);
        scene.oauth.worksAgain();
        change(seen, "third secret");
        assertThat(obtained(seen)).as("its secret is gone").satisfies(ReplacedSecretsTest::passes);
    }

    private void change(OAuthClient client, String secret) {
        GrantScene.saved(
                scene.room.clients().change(scene.access, client.id(), scene.secret(secret), OptionalLong.empty()));
    }

    private OAuthGrants.Obtained obtained(OAuthClient client) {
        return kept.obtain(client, "anna@granted.example", Optional.of(Secret.of(scene.oauth.grant())));
    }

    private static void passes(OAuthGrants.Obtained obtained) {
        assertThat(obtained)
                .isInstanceOfSatisfying(
                        OAuthGrants.Obtained.Failed.class,
                        failed -> assertThat(failed.trouble()).isInstanceOf(TokenTrouble.NoAnswer.class));
    }
}
