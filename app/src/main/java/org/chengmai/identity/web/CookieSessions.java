package org.chengmai.identity.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.chengmai.identity.Sessions;
import org.chengmai.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/** Who makes a request, told by the cookie that sign-in set; what stands behind it is in {@link Sessions}. */
@Component
class CookieSessions implements SecurityContextRepository {

    private static final String COOKIE = "chengmai";

    private final Sessions sessions;

    CookieSessions(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new DeferredSecurityContext() {
            private @Nullable SecurityContext loaded;

            @Override
            public SecurityContext get() {
                SecurityContext context = loaded;
                if (context == null) {
                    context = load(request);
                    loaded = context;
                }
                return context;
            }

            @Override
            public boolean isGenerated() {
                return get().getAuthentication() == null;
            }
        };
    }

    @Override
    @Deprecated
    @SuppressWarnings("removal") // the interface still asks for it
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return load(holder.getRequest());
    }

    private SecurityContext load(HttpServletRequest request) {
        Optional<Actor> actor = token(request).flatMap(sessions::actor);
        return actor.map(a -> new SecurityContextImpl(new SignedIn(a))).orElseGet(SecurityContextImpl::new);
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        token(request).ifPresent(sessions::close);
        if (context.getAuthentication() instanceof SignedIn signedIn) {
            set(request, response, sessions.open(signedIn.getPrincipal().account()), -1);
        } else {
            set(request, response, "", 0);
        }
    }

    private static void set(HttpServletRequest request, HttpServletResponse response, String token, long maxAge) {
        ResponseCookie cookie = ResponseCookie.from(COOKIE, token)
                .path("/")
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .maxAge(maxAge)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return token(request).isPresent();
    }

    private static Optional<String> token(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return (cookies == null ? Stream.<Cookie>empty() : Arrays.stream(cookies))
                .filter(c -> COOKIE.equals(c.getName()))
                .map(Cookie::getValue)
                .filter(v -> !v.isEmpty())
                .findFirst();
    }
}
