package dev.mailmoor.server.api;

import dev.mailmoor.server.fleet.MailboxFilter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Hands {@link Paging}, {@link Version} and the list's filter to handlers. */
@Component
class ApiArguments implements WebMvcConfigurer {
    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new PagingArgument());
        resolvers.add(new VersionArgument());
        resolvers.add(new FilterArgument());
    }

    private static final class PagingArgument implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Paging.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            return Paging.of(request.getParameter("limit"), request.getParameter("cursor"));
        }
    }

    private static final class VersionArgument implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Version.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            return Version.of(Optional.ofNullable(request.getHeader(HttpHeaders.IF_MATCH)));
        }
    }

    private static final class FilterArgument implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == MailboxFilter.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            return new MailboxFilter(
                    given(request, "state").map(Words::state),
                    given(request, "provider"),
                    given(request, "tag"),
                    given(request, "owner"),
                    given(request, "q"));
        }

        private static Optional<String> given(NativeWebRequest request, String name) {
            return Optional.ofNullable(request.getParameter(name)).filter(text -> !text.isBlank());
        }
    }
}
