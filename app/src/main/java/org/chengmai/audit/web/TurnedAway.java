package org.chengmai.audit.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.chengmai.audit.Audit;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Notes every request that a door forbade, whichever door it was, and lets the answer take its course. */
@Component
@Order(-1)
class TurnedAway implements HandlerExceptionResolver {

    private final Audit audit;

    TurnedAway(Audit audit) {
        this.audit = audit;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception exception) {
        if (exception instanceof Refusal refusal && refusal.kind() == Refusal.Kind.FORBIDDEN) {
            String action = "try." + request.getMethod().toLowerCase(Locale.ROOT);
            audit.recordRefused(who(), action, request.getServletPath(), refusal.sentence());
        }
        return null;
    }

    private static Actor who() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Actor actor ? actor : Actor.PUBLIC;
    }
}
