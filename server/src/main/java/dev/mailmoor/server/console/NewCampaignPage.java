package dev.mailmoor.server.console;

import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * What a campaign is to say, and to whom.
 *
 * @param says who is asked, in words
 * @param mailboxes the chosen ones' ids; empty when all that match are asked
 * @param filter which match
 * @param relayMissing no relay is configured: nobody could be written to
 */
record NewCampaignPage(
        Frame frame,
        String says,
        List<String> mailboxes,
        MailboxListPage.Filter filter,
        boolean relayMissing,
        Fields fields)
        implements Screen {
    @Override
    public HttpStatus status() {
        return fields.anyWrong() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK;
    }

    /** What is wrong with the choice itself. */
    String choiceFault() {
        return fields.error("mailboxes") + fields.error("filter");
    }
}
