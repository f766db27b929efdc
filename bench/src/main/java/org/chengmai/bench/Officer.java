package org.chengmai.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
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

/** The first administrator at work, through the pages: opens the city, brings in areas and devices. */
final class Officer {

    private static final Pattern TOKEN = Pattern.compile("<meta name=\"csrf\" content=\"([^\"]+)\"");
    private static final String PASSWORD = "Quite-long-8";
    private static final String LOGIN = "loader";
    private static final String BOUNDARY = "chengmai-bench-boundary";

    private final URI city;
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();
    private String token = "";

    Officer(int port) {
        this.city = URI.create("http://localhost:" + port);
    }

    /** Opens the city and brings in one district with gateways and smoke detectors. */
    void furnish(Instance instance, int gateways, int devices) {
        openCity(instance.firstStartCode());
        bringIn("/back/areas", "/back/areas/tree", "id,parent,level,name,lon,lat\n900001,,district,bench,,\n");
        bringIn("/back/devices", "/back/devices/import", roll(gateways, devices));
    }

    private static String roll(int gateways, int devices) {
        StringBuilder csv = new StringBuilder("id,kind,area,token\n");
        for (int i = 0; i < gateways; i++) {
            csv.append("gateway-")
                    .append(i)
                    .append(",gateway,900001,")
                    .append(Ingest.gatewayToken(i))
                    .append('\n');
        }
        for (int i = 0; i < devices; i++) {
            csv.append(Ingest.deviceId(i))
                    .append(",smoke,900001,")
                    .append(Ingest.token(i))
                    .append('\n');
        }
        return csv.toString();
    }

    void openCity(String code) {
        get("/setup");
        post("/setup", Map.of("code", code, "login", LOGIN, "name", "装载", "password", PASSWORD, "again", PASSWORD));
        get("/login");
        post("/login", Map.of("login", LOGIN, "password", PASSWORD));
    }

    void bringIn(String page, String to, String csv) {
        get(page);
        String body =
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\n%s\r\n--%s--\r\n"
                        .formatted(BOUNDARY, csv, BOUNDARY);
        HttpResponse<String> answer = send(HttpRequest.newBuilder(city.resolve(to))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .header("Accept", "text/html")
                .header("X-XSRF-TOKEN", token)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        if (answer.statusCode() >= 400) {
            throw new IllegalStateException(
                    "Expected to bring %s in, but got %d: %s".formatted(to, answer.statusCode(), answer.body()));
        }
    }

    /** Opens an account with one role in one place, and gives its owner, signed in. */
    Officer colleague(String login, String role, String place) {
        get("/back/people/new");
        post(
                "/back/people/new",
                Map.of(
                        "login",
                        login,
                        "name",
                        "同事",
                        "phone",
                        "",
                        "password",
                        PASSWORD,
                        "place",
                        place,
                        "role",
                        role,
                        "unit",
                        ""));
        Officer colleague = new Officer(city.getPort());
        colleague.get("/login");
        colleague.post("/login", Map.of("login", login, "password", PASSWORD));
        return colleague;
    }

    /** The same person at another port. */
    Officer at(int port) {
        Officer again = new Officer(port);
        again.get("/login");
        again.post("/login", Map.of("login", LOGIN, "password", PASSWORD));
        return again;
    }

    /** Opens a page and tells how long it took, nanoseconds. */
    long time(String path) {
        long start = System.nanoTime();
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(city.resolve(path)).header("Accept", "text/html"));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("Expected the page %s, but got %d.".formatted(path, answer.statusCode()));
        }
        return System.nanoTime() - start;
    }

    private void get(String path) {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(city.resolve(path)).header("Accept", "text/html"));
        Matcher found = TOKEN.matcher(answer.body());
        if (found.find()) {
            token = found.group(1);
        }
    }

    private void post(String path, Map<String, String> form) {
        String fields = form.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> answer = send(HttpRequest.newBuilder(city.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .header("X-XSRF-TOKEN", token)
                .POST(HttpRequest.BodyPublishers.ofString(fields)));
        if (answer.statusCode() >= 400) {
            throw new IllegalStateException(
                    "Expected %s to work, but got %d: %s".formatted(path, answer.statusCode(), answer.body()));
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
