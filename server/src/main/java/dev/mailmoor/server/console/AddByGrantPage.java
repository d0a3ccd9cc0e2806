package dev.mailmoor.server.console;

import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * A mailbox to be added by an OAuth grant; servers are found when they are left out.
 *
 * @param press what the button says
 * @param withoutPeople nobody is sent anywhere: it is tried and saved at once
 * @param refused what each side said, when the try failed
 * @param half one side works: the person may save all the same
 */
record AddByGrantPage(
        Frame frame,
        String clientId,
        String client,
        String press,
        boolean withoutPeople,
        Fields fields,
        List<SideFound> refused,
        boolean half)
        implements Screen {
    @Override
    public HttpStatus status() {
        return fields.anyWrong() || !refused.isEmpty() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK;
    }
}
