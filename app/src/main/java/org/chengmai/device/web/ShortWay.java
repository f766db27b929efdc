package org.chengmai.device.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.chengmai.kernel.Refusal;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way of a device's post: straight to {@link HttpIntake}, before all that pages need (observation, first start, security,
 * controllers), which would cost it three times as much as the post itself.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ShortWay extends OncePerRequestFilter {

    private static final String BEFORE = "/api/v1/";
    private static final String AFTER = "/telemetry";

    private final HttpIntake intake;
    private final RetryAfter refusals;
    private final JsonMapper json = JsonMapper.builder().build();

    ShortWay(HttpIntake intake, RetryAfter refusals) {
        this.intake = intake;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getServletPath();
        int end = path.length() - AFTER.length();
        boolean telemetry = end > BEFORE.length()
                && path.startsWith(BEFORE)
                && path.endsWith(AFTER)
                && path.indexOf('/', BEFORE.length()) == end
                && HttpMethod.POST.name().equals(request.getMethod());
        if (!telemetry) {
            chain.doFilter(request, response);
            return;
        }
        try {
            intake.telemetry(path.substring(BEFORE.length(), end), request);
            response.setContentLength(0);
        } catch (Refusal refusal) {
            tell(refusals.tell(refusal), request, response);
        }
    }

    private void tell(ResponseEntity<ProblemDetail> answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ProblemDetail problem = Objects.requireNonNull(answer.getBody());
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("type", String.valueOf(problem.getType()));
        said.put("title", String.valueOf(problem.getTitle()));
        said.put("status", problem.getStatus());
        said.put("detail", String.valueOf(problem.getDetail()));
        said.put("instance", request.getServletPath());
        if (problem.getProperties() != null) {
            said.putAll(problem.getProperties());
        }
        response.setStatus(answer.getStatusCode().value());
        answer.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        byte[] body = json.writeValueAsBytes(said);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
