package org.chengmai.audit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengmai.audit.Audit;
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

/** What an auditor finds, checks and takes away, and that nobody else does. */
@CityTest
class AuditPagesTest {

    private static final String PASSWORD = "Right-pass-1";

    @LocalServerPort
    private int port;

    @Autowired
    private Audit audit;

    @Autowired
    private Accounts accounts;

    private final String subject = UUID.randomUUID().toString();

    @BeforeEach
    void people() {
        person("audit.root", Role.ADMINISTRATOR, "");
        person("audit.all", Role.AUDITOR, "");
        person("audit.east", Role.AUDITOR, "9/91/");
    }

    private void person(String login, Role role, String place) {
        if (accounts.byLogin(login).isEmpty()) {
            accounts.create(
                    Actor.CITY,
                    new NewAccount(login, login, "", PASSWORD, place, List.of(new Grant(role, place, null))));
        }
    }

    private void note(String login, String place, String detail) {
        Actor actor = new Actor(9, login, login, List.of(new Grant(Role.DISPATCHER, place, null)));
        audit.record(actor, "case.assign", subject, detail);
    }

    @Test
    void anAuditorFindsChecksAndTakesAway() {
        note("zhao", "9/91/", "=HYPERLINK(\"x\")");
        Visitor auditor = Visitor.at(port, "audit.all", PASSWORD);

        assertThat(auditor.get("/back/audit?subject=" + subject).body()).contains("zhao", "case.assign");
        assertThat(auditor.get("/back/audit?subject=none-such").body()).contains("没有符合条件的记录");
        assertThat(auditor.get("/back/audit?from=2020-01-01T00:00&to=2020-01-02T00:00")
                        .body())
                .contains("没有符合条件的记录");
        assertThat(auditor.get("/back/audit?from=yesterday").statusCode()).isEqualTo(400);
        assertThat(auditor.post("/back/audit/verify", Map.of()).body()).contains("哈希链完整");
        assertThat(auditor.get("/back/audit.csv?subject=" + subject).body())
                .contains("\"'=HYPERLINK(\"\"x\"\")\"")
                .startsWith("\uFEFFseq,at");
    }

    @Test
    void anAuditorSeesTheOwnPlaceOnlyAndNobodyElseSeesAnything() {
        note("zhao", "9/91/", "own");
        note("qian", "9/92/", "neighbour");
        Visitor east = Visitor.at(port, "audit.east", PASSWORD);
        assertThat(east.get("/back/audit?subject=" + subject).body())
                .contains("zhao")
                .doesNotContain("qian");
        assertThat(east.get("/back/audit.csv?subject=" + subject).body())
                .contains("zhao")
                .doesNotContain("qian");

        Visitor admin = Visitor.at(port, "audit.root", PASSWORD);
        assertThat(admin.get("/back/audit").statusCode()).isEqualTo(403);
        assertThat(admin.get("/back/audit.csv").statusCode()).isEqualTo(403);
        assertThat(admin.post("/back/audit/verify", Map.of()).statusCode()).isEqualTo(403);
    }
}
