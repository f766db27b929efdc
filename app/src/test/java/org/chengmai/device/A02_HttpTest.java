package org.chengmai.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.chengmai.city.CityTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** Devices and loaders speak HTTP. */
@CityTest
@Import(DeviceKit.class)
class A02_HttpTest {

    @Autowired
    private DeviceKit city;

    @LocalServerPort
    private int port;

    private final HttpClient client = HttpClient.newHttpClient();

    private HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void telemetryIsInTheLogWhenItIsAnswered() throws Exception {
        Device device = city.device();

        assertThat(post("/api/v1/" + device.token() + "/telemetry", "{\"level\":12}")
                        .statusCode())
                .isEqualTo(200);

        assertThat(post(
                                "/api/v1/" + device.token() + "/telemetry",
                                "{\"level\":13}",
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .statusCode())
                .as("as curl -d sends it")
                .isEqualTo(200);

        assertThat(city.log(device)).containsExactly("0=12.0", "0=13.0");
    }

    @Test
    void whatIsWrongIsToldAndKept() throws Exception {
        Device device = city.device();
        String path = "/api/v1/" + device.token() + "/telemetry";

        assertThat(post("/api/v1/nobody-has-this/telemetry", "{}").statusCode()).isEqualTo(401);
        assertThat(post(path, "{\"level\":").statusCode()).isEqualTo(400);
        assertThat(post(path, "{\"level\":\"" + "x".repeat(1_000_000) + "\"}").statusCode())
                .isEqualTo(413);
        assertThat(post(path, "{\"level\":3,\"open\":7}").statusCode()).isEqualTo(200);

        assertThat(city.log(device)).containsExactly("0=3.0");
        DeviceKit.await(() -> city.aside(device).size() == 3);
        assertThat(city.aside(device)).element(0).asString().isEqualTo("MALFORMED {\"level\":");
        assertThat(city.aside(device)).element(1).asString().startsWith("TOO_LARGE");
        assertThat(city.aside(device)).element(2).asString().startsWith("OUT_OF_RANGE");
    }

    @Test
    void aBulkLoadTakesTheGoodLinesAndListsTheOthers() throws Exception {
        Device gateway = city.device("kit-gate", DeviceKit.HERE);
        Device mine = city.device();
        Device foreign = city.device("kit-box", DeviceKit.NEXT_DOOR);
        String body = """
                {"device":"%s","ts":1760000000000,"values":{"level":1}}

                {"device":"%s","values":{"level":2}}
                {"device":"%s","token":"%s","values":{"level":3}}
                {"device":"nobody","values":{"level":4}}
                broken
                {"device":"%s","ts":1760000001000,"values":{"level":5}}""".formatted(mine.id(), foreign.id(), foreign.id(), foreign.token(), mine.id());

        HttpResponse<String> answer = post("/api/v1/bulk", body, "X-Device-Token", gateway.token());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"lines\":7,\"readings\":3,\"bad\":3,\"faults\":["
                        + "{\"line\":3,\"reason\":\"OUT_OF_REACH\"},{\"line\":5,\"reason\":\"UNKNOWN_DEVICE\"},"
                        + "{\"line\":6,\"reason\":\"MALFORMED\"}]}");
        assertThat(city.log(mine)).containsExactly("0=1.0", "0=5.0");
        assertThat(city.log(foreign)).containsExactly("0=3.0");
        assertThat(post("/api/v1/bulk", body, "Authorization", "Bearer " + mine.token())
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/api/v1/bulk", body, "X-Device-Token", "nobody-has-this")
                        .statusCode())
                .isEqualTo(401);
    }
}
