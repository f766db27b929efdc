package org.chengmai.identity.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.chengmai.identity.Accounts;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Until the first administrator exists every page leads to {@code /setup} and no program is served; afterwards none does. */
@Component
@Order(FirstStartGate.BEFORE_SECURITY)
class FirstStartGate extends OncePerRequestFilter {

    static final int BEFORE_SECURITY = -200;

    private static final String SETUP = "/setup";
    private static final List<String> ALWAYS =
            List.of("/css/", "/js/", "/lib/", "/language/", "/actuator/health", "/favicon.svg", "/error");

    private final Accounts accounts;

    FirstStartGate(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getServletPath();
        boolean setup = path.equals(SETUP);
        if (ALWAYS.stream().anyMatch(path::startsWith) || setup == accounts.empty()) {
            chain.doFilter(request, response);
        } else if (setup) {
            response.sendRedirect("/login");
        } else if (path.startsWith("/api/")) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "10");
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } else {
            response.sendRedirect(SETUP);
        }
    }
}
