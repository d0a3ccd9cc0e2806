package dev.mailmoor.server.console;

import dev.mailmoor.server.notify.NoticeSettings;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * One kind of notice, in words that can be changed.
 *
 * @param own the workspace has its own words
 * @param canTest a relay is configured
 */
record NoticeTemplatePage(
        Frame frame,
        String word,
        String name,
        Fields fields,
        List<String> placeholders,
        Optional<NoticeSettings.Preview> preview,
        boolean own,
        boolean canTest)
        implements Screen {
    NoticeTemplatePage saying(Notice told) {
        return new NoticeTemplatePage(frame.saying(told), word, name, fields, placeholders, preview, own, canTest);
    }

    @Override
    public HttpStatus status() {
        return fields.anyWrong() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK;
    }
}
