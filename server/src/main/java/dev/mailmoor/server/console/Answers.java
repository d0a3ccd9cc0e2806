package dev.mailmoor.server.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Sends what the console's handlers answer. */
class Answers implements HandlerMethodReturnValueHandler {
    private final Pages pages;

    Answers(Pages pages) {
        this.pages = pages;
    }

    @Override
    public boolean supportsReturnType(MethodParameter returned) {
        return Answer.class.isAssignableFrom(returned.getParameterType());
    }

    @Override
    public void handleReturnValue(
            @Nullable Object answer,
            MethodParameter returned,
            ModelAndViewContainer container,
            NativeWebRequest request)
            throws IOException {
        container.setRequestHandled(true);
        HttpServletRequest servlet = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        HttpServletResponse response = Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class));
        if (answer instanceof Screen screen) {
            pages.write(screen, response);
        } else if (answer instanceof GoTo there) {
            send(there, servlet, response);
        }
    }

    private static void send(GoTo there, HttpServletRequest request, HttpServletResponse response) {
        there.notice()
                .ifPresent(notice -> RequestContextUtils.getOutputFlashMap(request)
                        .put(Visits.NOTICE, notice.tone().name() + ":" + notice.text()));
        there.once().ifPresent(once -> OnceCarrier.load(once, there, request, response));
        if (there.notice().isPresent() || there.once().isPresent()) {
            RequestContextUtils.saveOutputFlashMap(there.path(), request, response);
        }
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader("Location", there.path());
    }
}
