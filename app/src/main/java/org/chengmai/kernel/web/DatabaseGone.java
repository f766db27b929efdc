package org.chengmai.kernel.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers 503 with a time to come again while the database is away, wherever in a request that shows. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class DatabaseGone extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseGone.class);
    private static final String SECONDS = "2";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            if (!isGone(e) || response.isCommitted()) {
                throw e;
            }
            LOG.warn("Expected to serve {}, but the database is away: {}", request.getRequestURI(), e.getMessage());
            response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private static boolean isGone(@Nullable Throwable e) {
        return e != null
                && (e instanceof DataAccessResourceFailureException
                        || e instanceof CannotCreateTransactionException
                        || isGone(e.getCause()));
    }
}
