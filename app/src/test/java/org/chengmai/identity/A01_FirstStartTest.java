package org.chengmai.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.chengmai.city.CityTest;
import org.chengmai.city.Visitor;
import org.chengmai.kernel.Settings;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** An empty city opens with the code from its console, once. */
@CityTest
@TestPropertySource(properties = "chengmai.data=target/test-first-start")
@DirtiesContext
class A01_FirstStartTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Settings settings;

    @Autowired
    private Accounts accounts;

    @Test
    void everyPageLeadsToSetupUntilThereIsAnAdministrator() throws IOException {
        Visitor visitor = Visitor.at(port);
        for (String page : new String[] {"/", "/desk", "/login", "/report", "/back/people"}) {
            assertThat(visitor.get(page).headers().firstValue("location"))
                    .as(page)
                    .hasValue("/setup");
        }
        assertThat(visitor.getJson("/api/v1/bulk").statusCode()).isEqualTo(503);
        assertThat(visitor.get("/setup").body()).contains("首次启动");

        Path file = settings.data().resolve("first-start-code");
        String code = Files.readString(file).strip();
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);

        assertThat(setup(visitor, "AAAA-BBBB-CCCC", "Right-pass-1").statusCode())
                .isEqualTo(403);
        assertThat(setup(visitor, code, "weak").statusCode()).isEqualTo(400);
        assertThat(accounts.empty()).isTrue();

        assertThat(setup(visitor, code.toLowerCase(java.util.Locale.ROOT), "Right-pass-1")
                        .headers()
                        .firstValue("location"))
                .hasValue("/login?why=ready");
        assertThat(accounts.empty()).isFalse();
        assertThat(file).doesNotExist();

        assertThat(visitor.get("/setup").headers().firstValue("location")).hasValue("/login");
        assertThat(visitor.get("/desk").headers().firstValue("location")).hasValue("/login");
        visitor.signIn("root.admin", "Right-pass-1");
        assertThat(visitor.get("/").headers().firstValue("location")).hasValue("/back/areas");
        assertThat(visitor.get("/me").body()).contains("管理员").contains("全部区域");
    }

    private static java.net.http.HttpResponse<String> setup(Visitor visitor, String code, String password) {
        return visitor.post(
                "/setup",
                Map.of(
                        "code", code,
                        "login", "root.admin",
                        "name", "王主任",
                        "password", password,
                        "again", password));
    }
}
