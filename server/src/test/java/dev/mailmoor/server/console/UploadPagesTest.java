package dev.mailmoor.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.testing.ServerTest;
import dev.mailmoor.server.workspace.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The form of a file, which is read as a stream, and who may send it. */
@ServerTest
@Import(ConsoleStage.Parts.class)
class UploadPagesTest {
    private static final String UPLOAD = "/imports/new";
    private static final String ROWS = "email,password\nanna@stage.example,opensesame\n";
    private static final Pattern TOKEN_IN_ADDRESS = Pattern.compile("(?:href|action|src|hx-\\w+)=\"[^\"]*_csrf");

    @Autowired
    private ConsoleStage stage;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aFormWithItsTokenFirstIsTakenInAndNoAddressCarriesIt() {
        Visitor operator = stage.visitor(Role.OPERATOR);
        var shown = operator.upload(UPLOAD, fields("_csrf", operator.token(UPLOAD), "file", "", "rows", ROWS));
        assertThat(shown.path()).matches("/imports/[0-9a-f-]{36}/map");
        var again = operator.upload(UPLOAD, fields("_csrf", operator.token(UPLOAD), "rows", "no header\u0000"));
        assertThat(again.status()).isEqualTo(422);
        assertThat(operator.seen)
                .noneMatch(page -> TOKEN_IN_ADDRESS.matcher(page).find());
    }

    @Test
    void aPageOfAnotherSiteUploadsNothing() {
        Visitor operator = stage.visitor(Role.OPERATOR);
        String own = operator.token(UPLOAD);
        String strangers = stage.visitor(Role.OPERATOR).token(UPLOAD);
        Map<String, Map<String, String>> attempts = Map.of(
                "without a token", fields("rows", ROWS),
                "with somebody else's", fields("_csrf", strangers, "rows", ROWS),
                "with a guess", fields("_csrf", "guess", "rows", ROWS),
                "with an empty one", fields("_csrf", "", "rows", ROWS),
                "with it behind the file", fields("rows", ROWS, "_csrf", own),
                "with nothing", fields());
        attempts.forEach((how, fields) ->
                assertThat(operator.upload(UPLOAD, fields).status()).as(how).isEqualTo(403));
        assertThat(operator.upload(UPLOAD + "?_csrf=" + own, fields("rows", ROWS))
                        .status())
                .as("with it in the address")
                .isEqualTo(403);
        assertThat(jdbc.sql("select count(*) from import_run where workspace_id = ?")
                        .param(stage.workspace.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void withoutARoleATokenIsNotEnough() {
        Visitor viewer = stage.visitor(Role.VIEWER);
        assertThat(viewer.upload(UPLOAD, fields("_csrf", viewer.token("/imports"), "rows", ROWS))
                        .status())
                .isEqualTo(403);
        assertThat(stage.stranger().upload(UPLOAD, fields("rows", ROWS)).path()).isEqualTo("/sign-in");
    }

    /** In this order. */
    private static Map<String, String> fields(String... namesAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}
