package dev.mailmoor.server.console;

import dev.mailmoor.server.settings.Settings;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.servlet.ModelAndView;

/** Whatever goes wrong behind a page is told in the console's own style; never with what the fault itself says. */
@Component
class TroubleViews implements ErrorViewResolver {
    private final Pages pages;
    private final Optional<String> supportUrl;

    TroubleViews(Pages pages, Settings settings) {
        this.pages = pages;
        this.supportUrl = settings.web().supportUrl().map(URI::toString);
    }

    @Override
    public ModelAndView resolveErrorView(HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
        Object fault = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        HttpStatus told =
                fault instanceof Throwable thrown && databaseIsAway(thrown) ? HttpStatus.SERVICE_UNAVAILABLE : status;
        return new ModelAndView((_, _, response) -> pages.write(page(told), response));
    }

    private static boolean databaseIsAway(Throwable thrown) {
        return Stream.iterate(thrown, one -> one != null, Throwable::getCause)
                .limit(20)
                .anyMatch(one -> one instanceof DataAccessResourceFailureException
                        || one instanceof CannotCreateTransactionException
                        || one instanceof SQLTransientConnectionException);
    }

    private TroublePage page(HttpStatus status) {
        return switch (status) {
            case FORBIDDEN ->
                page(
                        status,
                        "Your role does not allow this",
                        "An admin of the workspace can do it, or give you another role. If you came by a form that stood open for long, go back and try once more.");
            case NOT_FOUND ->
                page(status, "There is nothing here", "The page does not exist, or belongs to another workspace.");
            case SERVICE_UNAVAILABLE ->
                page(
                        status,
                        "Not available just now",
                        "The database cannot be reached. Nothing is lost; everything goes on by itself as soon as it is back. Try again in a minute.");
            default ->
                status.is4xxClientError()
                        ? page(
                                status,
                                "That did not make sense",
                                "The request could not be understood. Go back and try once more.")
                        : page(
                                status,
                                "Something went wrong on our side",
                                "It was written to the log. Try again; nothing was changed half.");
        };
    }

    private TroublePage page(HttpStatus status, String title, String text) {
        return new TroublePage(status, title, text, supportUrl);
    }
}
