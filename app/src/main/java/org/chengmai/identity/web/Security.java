package org.chengmai.identity.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;

/**
 * What every request must show. Programs and files: nothing here (devices carry their token). Pages: the session cookie,
 * save for sign-in, first start and the residents' portal; what somebody may do there, each door asks by itself.
 */
@Configuration(proxyBeanMethods = false)
class Security {

    /** Scripts come from our own files only: an injected one does not run. */
    private static final String POLICY =
            "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline';"
                    + " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    @Bean
    @Order(1)
    SecurityFilterChain files(HttpSecurity http) throws Exception {
        return http.securityMatcher("/css/**", "/js/**", "/lib/**", "/favicon.svg")
                .authorizeHttpRequests(r -> r.anyRequest().permitAll())
                .csrf(c -> c.disable())
                .requestCache(c -> c.disable())
                .securityContext(c -> c.disable())
                .headers(h -> h.cacheControl(c -> c.disable()))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain programs(HttpSecurity http) throws Exception {
        return http.securityMatcher("/api/v1/**", "/actuator/health", "/actuator/health/**")
                .authorizeHttpRequests(r -> r.anyRequest().permitAll())
                .csrf(c -> c.disable())
                .requestCache(c -> c.disable())
                .securityContext(c -> c.disable())
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain pages(HttpSecurity http, CookieSessions sessions) throws Exception {
        RequestCache asked = askedPages();
        return http.authorizeHttpRequests(r -> r.dispatcherTypeMatchers(
                                DispatcherType.FORWARD, DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers("/login", "/setup", "/report", "/report/**", "/language/**", "/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .securityContext(c -> c.securityContextRepository(sessions))
                .requestCache(c -> c.requestCache(asked))
                .csrf(c -> c.csrfTokenRepository(new CookieCsrfTokenRepository()))
                .formLogin(f -> f.loginPage("/login")
                        .usernameParameter("login")
                        .passwordParameter("password")
                        .successHandler(toPage(asked))
                        .failureHandler(Security::turnAway))
                .logout(l -> l.logoutUrl("/logout").logoutSuccessUrl("/login?why=bye"))
                .headers(h -> h.contentSecurityPolicy(p -> p.policyDirectives(POLICY)))
                .exceptionHandling(
                        e -> e.authenticationEntryPoint(Security::ask).accessDeniedHandler(Security::expired))
                .build();
    }

    /** To the page that was asked for; without one, {@code /} leads to the first page of the role. */
    private static SavedRequestAwareAuthenticationSuccessHandler toPage(RequestCache asked) {
        SavedRequestAwareAuthenticationSuccessHandler handler = new SavedRequestAwareAuthenticationSuccessHandler();
        handler.setRequestCache(asked);
        return handler;
    }

    /** Remembers in a cookie which whole page was asked for before sign-in. */
    private static RequestCache askedPages() {
        CookieRequestCache asked = new CookieRequestCache();
        asked.setRequestMatcher(request -> "GET".equals(request.getMethod())
                && request.getHeader("HX-Request") == null
                && String.valueOf(request.getHeader(HttpHeaders.ACCEPT)).contains(MediaType.TEXT_HTML_VALUE));
        return asked;
    }

    private static void turnAway(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        String why = exception instanceof Doorkeeper.TurnedAway away ? away.why() : "wrong";
        response.sendRedirect(request.getContextPath() + "/login?why=" + why);
    }

    /** A person is led to the form; a part of a page or a program is told 401. */
    private static void ask(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        boolean part = request.getHeader("HX-Request") != null;
        String accept = String.valueOf(request.getHeader(HttpHeaders.ACCEPT));
        if (part) {
            response.setHeader("HX-Redirect", "/login");
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else if (accept.contains(MediaType.TEXT_HTML_VALUE)) {
            response.sendRedirect(request.getContextPath() + "/login");
        } else {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        }
    }

    /** The form on the page is older than its cookie; a fresh page helps. */
    private static void expired(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
            throws IOException {
        if ("/login".equals(request.getServletPath())) {
            response.sendRedirect(request.getContextPath() + "/login?why=expired");
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }
}
