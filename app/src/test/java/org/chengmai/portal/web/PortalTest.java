package org.chengmai.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.chengmai.area.ExampleDistrict;
import org.chengmai.cases.Cases;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.CaseLine;
import org.chengmai.cases.model.Command;
import org.chengmai.cases.model.Filter;
import org.chengmai.city.CityTest;
import org.chengmai.city.Visitor;
import org.chengmai.identity.Accounts;
import org.chengmai.identity.NewAccount;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** What a resident can do, without scripts and without an account. */
@CityTest
@TestPropertySource(properties = "test.city=portal") // a city of its own
class PortalTest {

    private static final String BOUNDARY = "----resident";

    @LocalServerPort
    private int port;

    @Autowired
    private Accounts accounts;

    @Autowired
    private ExampleDistrict district;

    @Autowired
    private Cases cases;

    private Visitor resident;

    @BeforeEach
    void openTheCity() {
        if (accounts.empty()) {
            accounts.create(
                    Actor.CITY,
                    new NewAccount(
                            "first",
                            "First",
                            "",
                            "Right-pass-1",
                            "",
                            List.of(new Grant(Role.ADMINISTRATOR, "", null))));
        }
        district.load(Actor.CITY);
        resident = Visitor.at(port);
    }

    @Test
    void whatIsReportedIsACaseAndItsCodeTellsNothingPersonal() throws IOException {
        String marker = "婴儿车过不去 " + System.nanoTime();
        String code = sent(Map.of(
                "lon", "121.4010",
                "lat", "31.2405",
                "address", "兰溪路 138 号",
                "words", marker,
                "name", "沈大山",
                "phone", "13800001234"));

        CaseLine line = newest();
        assertThat(line.title()).startsWith("婴儿车过不去");
        assertThat(line.place()).startsWith("310107/");
        String page = resident.get("/report/" + code).body();
        assertThat(page).contains(code, marker, "已收到").doesNotContain("沈大山", "13800001234", "1234");
        assertThat(resident.get("/report/" + code.toLowerCase(java.util.Locale.ROOT) + "?sent")
                        .body())
                .contains("谢谢您");
        assertThat(resident.get("/report/follow?code=%20" + code + "%20")
                        .headers()
                        .firstValue("location"))
                .hasValue("/report/" + code);
    }

    @Test
    void aPhotoIsKeptAndShownToWhoeverHasTheCode() throws IOException {
        String code = sent(Map.of("street", "310107005", "words", "有照片"), photo());
        CaseFile file = cases.get(Actor.CITY, newest().id());
        assertThat(file.photos()).hasSize(1);
        assertThat(file.place()).isEqualTo("310107/310107005/");
        HttpResponse<String> photo =
                resident.get("/report/%s/photo/%d".formatted(code, file.photos().getFirst()));
        assertThat(photo.statusCode()).isEqualTo(200);
        assertThat(photo.headers().firstValue("content-type").orElse("")).startsWith("image/");
        String other = sent(Map.of("street", "310107005", "words", "另一件"));
        assertThat(resident.get("/report/%s/photo/%d"
                                .formatted(other, file.photos().getFirst()))
                        .statusCode())
                .as("the code of one report opens no photo of another")
                .isEqualTo(404);
    }

    @Test
    void whatCannotBeTakenIsSaidInASentenceAndNothingTypedIsLost() throws IOException {
        assertThat(refused(Map.of("street", "310107005"))).contains("至少写一句话");
        assertThat(refused(Map.of("words", "有话没地方"))).contains("在哪里", "有话没地方");
        assertThat(refused(Map.of("words", "x", "street", "310107005", "phone", "打不通的")))
                .contains("电话号码看起来不对");
        assertThat(refused(Map.of("words", "x", "street", "310107005", "website", "http://spam.example")))
                .contains("送来的报告太多");
        assertThat(refused(
                        Map.of("words", "x", "street", "310107005"),
                        photo(),
                        photo(),
                        photo(),
                        photo(),
                        photo(),
                        photo()))
                .contains("最多 5 张");
        assertThat(refused(
                        Map.of("words", "x", "street", "310107005"), "not a picture".getBytes(StandardCharsets.UTF_8)))
                .contains("照片");
    }

    @Test
    void aCodeThatIsNoneFindsNothing() {
        assertThat(resident.get("/report/ZZZZZZZZZZ").statusCode()).isEqualTo(404);
        assertThat(resident.get("/report/ZZZZZZZZZZ").body()).contains("没有找到这个查询码");
        assertThat(resident.post("/report/ZZZZZZZZZZ/rating", Map.of("stars", "5"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void onlyWhatIsOverCanBeRatedAndOnlyOnce() throws IOException {
        String code = sent(Map.of("street", "310107005", "words", "路灯不亮"));
        assertThat(resident.get("/report/" + code).body()).doesNotContain("id=\"rating\"");
        assertThat(rate(code, "5")).isEqualTo(409);
        CaseFile file = cases.get(Actor.CITY, newest().id());
        cases.act(Actor.CITY, file.id(), file.version(), new Command.MakeVoid("重复"));
        assertThat(resident.get("/report/" + code).body()).contains("没有立案").doesNotContain("id=\"rating\"");
        assertThat(rate(code, "9")).isEqualTo(400);
    }

    @Test
    void oneAddressMaySendOnlySoMuch() throws Exception {
        HttpClient flooder = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName("127.0.0.66"))
                .build();
        int status = 0;
        int sent = 0;
        while (status != 503 && sent++ < 200) {
            status = flooder.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/report/AAAAAAAAAA"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
        assertThat(status).isEqualTo(503);
        assertThat(resident.get("/report").statusCode()).isEqualTo(200);
    }

    @Test
    void aDoorSignLeadsToTheReportPage() {
        assertThat(resident.get("/report/sign").body()).contains("<svg", "http://localhost:" + port + "/report");
        assertThat(resident.get("/report/qr")
                        .headers()
                        .firstValue("content-type")
                        .orElse(""))
                .startsWith("image/svg+xml");
    }

    private int rate(String code, String stars) {
        resident.get("/report/" + code);
        return resident.post("/report/" + code + "/rating", Map.of("stars", stars, "words", ""))
                .statusCode();
    }

    private CaseLine newest() {
        return cases.list(Actor.CITY, Filter.ALL.source("portal"), null).cases().getFirst();
    }

    private String sent(Map<String, String> fields, byte[]... photos) throws IOException {
        HttpResponse<String> answer = post(fields, photos);
        String to = answer.headers().firstValue("location").orElse("");
        assertThat(to).as(answer.body()).matches("/report/[A-Z0-9]{10}\\?sent");
        return to.substring("/report/".length(), to.indexOf('?'));
    }

    private String refused(Map<String, String> fields, byte[]... photos) throws IOException {
        HttpResponse<String> answer = post(fields, photos);
        assertThat(answer.statusCode()).isBetween(400, 503);
        return answer.body();
    }

    private HttpResponse<String> post(Map<String, String> fields, byte[]... photos) throws IOException {
        resident.get("/report");
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("_csrf", resident.token());
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Map.Entry<String, String> field : all.entrySet()) {
            write(
                    body,
                    "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                            .formatted(BOUNDARY, field.getKey(), field.getValue()));
        }
        for (byte[] photo : photos) {
            write(
                    body,
                    "--%s\r\nContent-Disposition: form-data; name=\"photos\"; filename=\"p.jpg\"\r\n"
                                    .formatted(BOUNDARY)
                            + "Content-Type: image/jpeg\r\n\r\n");
            body.write(photo);
            write(body, "\r\n");
        }
        write(body, "--" + BOUNDARY + "--\r\n");
        return resident.send(resident.request("/report")
                .header("Accept", "text/html")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static void write(ByteArrayOutputStream body, String text) throws IOException {
        body.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] photo() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "jpeg", out);
        return out.toByteArray();
    }
}
