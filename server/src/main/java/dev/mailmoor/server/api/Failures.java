package dev.mailmoor.server.api;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Which problem an exception is. What is nobody's fault but ours is logged and told without its innards. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final int MOST_CAUSES = 20;

    private Failures() {}

    static Problem problem(Throwable failure) {
        return switch (failure) {
            case Refusal refusal -> refusal.problem();
            case HttpMessageNotReadableException unreadable -> UnreadableBody.problem(unreadable);
            case AuthenticationException _ -> unauthorized("");
            case AccessDeniedException denied -> Problem.forbidden(String.valueOf(denied.getMessage()));
            case HttpRequestMethodNotSupportedException wrong -> methodNotAllowed(wrong);
            case HttpMediaTypeNotSupportedException _ ->
                Problem.of(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "unsupported-media-type",
                        "Send JSON, with the header Content-Type: application/json.");
            case NoResourceFoundException _ -> Problem.notFound();
            case MethodArgumentTypeMismatchException wrong -> mismatch(wrong);
            case MissingServletRequestParameterException missing ->
                Problem.field(missing.getParameterName(), "This parameter is needed.");
            case InvalidParameterException _ ->
                Problem.of(HttpStatus.BAD_REQUEST, "bad-parameter", "The address holds a parameter that is not UTF-8.");
            case ErrorResponse response -> plain(response.getStatusCode());
            default -> databaseIsGone(failure) ? notNow() : ours(failure);
        };
    }

    static Problem unauthorized(String why) {
        String detail = why.isEmpty() ? "Send an API key of this service: Authorization: Bearer <key>." : why;
        return Problem.of(HttpStatus.UNAUTHORIZED, "unauthorized", detail);
    }

    static Problem notNow() {
        return Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "not-now",
                "The database does not answer at the moment. Nothing is lost; try again in a few seconds.");
    }

    static boolean databaseIsGone(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            boolean gone = cause instanceof DataAccessResourceFailureException
                    || cause instanceof TransientDataAccessException
                    || cause instanceof QueryTimeoutException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof TransactionSystemException
                    || (cause instanceof SQLException sql && isConnectionLost(sql));
            if (gone) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** SQLSTATE 08 is the connection, 57P the server going down, 53 its resources. */
    private static boolean isConnectionLost(SQLException failure) {
        String state = Optional.ofNullable(failure.getSQLState()).orElse("");
        return state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
    }

    private static Problem methodNotAllowed(HttpRequestMethodNotSupportedException wrong) {
        String[] allowed = wrong.getSupportedMethods();
        return Problem.of(HttpStatus.METHOD_NOT_ALLOWED, "method-not-allowed", "This cannot be done with this method.")
                .with("allowed", allowed == null ? List.of() : List.of(allowed));
    }

    /** Identifiers are opaque: one that does not even look like one names nothing. */
    private static Problem mismatch(MethodArgumentTypeMismatchException wrong) {
        boolean inPath =
                wrong.getParameter().hasParameterAnnotation(org.springframework.web.bind.annotation.PathVariable.class);
        return inPath ? Problem.notFound() : Problem.field(wrong.getName(), "This value does not fit.");
    }

    private static Problem plain(HttpStatusCode code) {
        HttpStatus status =
                Optional.ofNullable(HttpStatus.resolve(code.value())).orElse(HttpStatus.BAD_REQUEST);
        String phrase = status.getReasonPhrase();
        return Problem.of(status, phrase.toLowerCase(Locale.ROOT).replace(' ', '-'), phrase + ".");
    }

    private static Problem ours(Throwable failure) {
        LOG.error("A request failed by our own fault", failure);
        return Problem.of(
                HttpStatus.INTERNAL_SERVER_ERROR, "our-fault", "That is our own fault. The service's log has more.");
    }
}
