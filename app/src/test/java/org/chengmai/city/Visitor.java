package org.chengmai.city;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A browser without a window: real HTTP with cookies, the token against forged requests, no redirect followed. Every test
 * of a page over HTTP can use one; {@link #signIn} needs an account made through {@code Accounts}.
 */
public final class Visitor {

    private static final Pattern TOKEN = Pattern.compile("<meta name=\"csrf\" content=\"([^\"]+)\"");

    private final URI city;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private String token = "";

    private Visitor(int port) {
        this.city = URI.create("http://localhost:" + port);
    }

    public static Visitor at(int port) {
        return new Visitor(port);
    }

    /** A visitor who signed in. */
    public static Visitor at(int port, String login, String password) {
        Visitor visitor = at(port);
        HttpResponse<String> answer = visitor.signIn(login, password);
        String to = answer.headers().firstValue("location").orElse("");
        if (to.contains("/login")) {
            throw new AssertionError("Expected %s to come in, but was sent to %s".formatted(login, to));
        }
        return visitor;
    }

    public HttpResponse<String> signIn(String login, String password) {
        get("/login");
        return post("/login", Map.of("login", login, "password", password));
    }

    /** The page, as a browser asks for it; its token is kept for the next post. */
    public HttpResponse<String> get(String path) {
        HttpResponse<String> answer =
                send(request(path).header("Accept", "text/html").GET());
        Matcher found = TOKEN.matcher(answer.body());
        if (found.find()) {
            token = found.group(1);
        }
        return answer;
    }

    /** The answer to a program. */
    public HttpResponse<String> getJson(String path) {
        return send(request(path).header("Accept", "application/json").GET());
    }

    /** Sends a form of the page fetched last. */
    public HttpResponse<String> post(String path, Map<String, String> form) {
        String fields = form.entrySet().stream()
                .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-XSRF-TOKEN", token)
                .POST(HttpRequest.BodyPublishers.ofString(fields)));
    }

    /** The token of the page fetched last, for requests made by hand. */
    public String token() {
        return token;
    }

    /** The client with its cookies, for requests made by hand. */
    public HttpClient client() {
        return client;
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(city.resolve(path));
    }

    public String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(c -> c.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
