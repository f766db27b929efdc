package org.chengmai.identity.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.chengmai.kernel.Settings;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;

/** Puts the {@link Frame} into every request, where templates find it as {@code frame}; errors and refusals have it too. */
@Component
@Order(FrameFilter.AFTER_SECURITY)
class FrameFilter extends OncePerRequestFilter {

    static final int AFTER_SECURITY = 0;

    private static final List<String> WITHOUT = List.of("/api/", "/css/", "/js/", "/lib/", "/live", "/actuator/");

    private final Settings settings;
    private final LocaleResolver locales;

    FrameFilter(Settings settings, LocaleResolver locales) {
        this.settings = settings;
        this.locales = locales;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath();
        return WITHOUT.stream().anyMatch(path::startsWith);
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Frame frame = new Frame(
                SignedIn.now(), settings.simulated(), locales.resolveLocale(request), request.getServletPath());
        request.setAttribute("frame", frame);
        chain.doFilter(request, response);
    }
}
