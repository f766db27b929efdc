package org.chengmai.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.chengmai.city.CityTest;
import org.chengmai.city.People;
import org.chengmai.city.Visitor;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who comes in, who does not, and for how long. */
@CityTest
class A02_SignInTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Accounts accounts;

    @Autowired
    private JdbcClient database;

    @Autowired
    private Sessions sessions;

    @Autowired
    private AccountStore store;

    private People people;

    @BeforeEach
    void people() {
        people = People.of(accounts);
    }

    @Test
    void eachRoleBeginsOnItsOwnPage() {
        Map<Role, String> first = Map.of(
                Role.ADMINISTRATOR, "/back/areas",
                Role.AUDITOR, "/back/audit",
                Role.COMMANDER, "/screen",
                Role.DISPATCHER, "/desk",
                Role.GRID_WORKER, "/field",
                Role.COMMITTEE, "/field");
        first.forEach((role, page) -> {
            Visitor visitor = Visitor.at(port, people.with(role, "d/").login(), People.PASSWORD);
            assertThat(visitor.get("/").headers().firstValue("location"))
                    .as(role.name())
                    .hasValue(page);
        });
        Account handler = people.with(Role.UNIT_HANDLER, "d/", unit("u-first"));
        Visitor visitor = Visitor.at(port, handler.login(), People.PASSWORD);
        assertThat(visitor.get("/").headers().firstValue("location")).hasValue("/field");
    }

    private String unit(String id) {
        units.put(Actor.CITY, new Unit(id, id, "", "d/"));
        return id;
    }

    @Autowired
    private Units units;

    @Test
    void whoAsksForAPageComesToItAfterSignIn() {
        Account account = people.with(Role.DISPATCHER, "d/");
        Visitor visitor = Visitor.at(port);
        assertThat(visitor.get("/me").headers().firstValue("location")).hasValue("/login");
        assertThat(visitor.signIn(account.login(), People.PASSWORD).headers().firstValue("location"))
                .hasValueSatisfying(to -> assertThat(to).contains("/me"));
        assertThat(visitor.get("/me").body()).contains("派遣员");
        assertThat(visitor.getJson("/live?topics=case").statusCode()).isNotEqualTo(401);
    }

    @Test
    void aProgramWithoutSessionIsTold401() {
        assertThat(Visitor.at(port).getJson("/inbox").statusCode()).isEqualTo(401);
        assertThat(Visitor.at(port).getJson("/inbox").body()).contains("urn:chengmai:http-401");
        assertThat(Visitor.at(port).getJson("/live?topics=case").statusCode()).isEqualTo(401);
    }

    @Test
    void fiveWrongPasswordsLockForAQuarterOfAnHour() {
        Account account = people.with(Role.DISPATCHER, "d/");
        Visitor visitor = Visitor.at(port);
        for (int i = 0; i < 4; i++) {
            assertThat(why(visitor, account, "Wrong-pass-1")).isEqualTo("wrong");
        }
        assertThat(why(visitor, account, "Wrong-pass-1")).isEqualTo("locked");
        assertThat(why(visitor, account, People.PASSWORD)).isEqualTo("locked");
        assertThat(visitor.get("/login?why=locked").body()).contains("锁定");
        assertThat(accounts.find(account.id()).orElseThrow().lockedUntil()).isNotNull();

        passAQuarterOfAnHour(account);
        assertThat(why(visitor, account, "Wrong-pass-1")).isEqualTo("wrong");
        assertThat(why(visitor, account, People.PASSWORD)).isEqualTo("in");
    }

    @Test
    void manyGuessesAtOnceAreNoMoreThanFive() throws Exception {
        Account account = people.with(Role.DISPATCHER, "d/");
        Callable<String> guess = () -> why(Visitor.at(port), account, "Wrong-pass-1");
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : crowd.invokeAll(java.util.Collections.nCopies(8, guess))) {
                assertThat(answer.get()).isIn("wrong", "locked");
            }
        }
        int checked = database.sql("select failures from identity.account where id = :id")
                .param("id", account.id())
                .query(Integer.class)
                .single();
        assertThat(checked).isEqualTo(5);
        assertThat(why(Visitor.at(port), account, People.PASSWORD)).isEqualTo("locked");
    }

    @Test
    void anAdministratorUnlocks() {
        Account account = people.with(Role.DISPATCHER, "d/");
        for (int i = 0; i < 5; i++) {
            why(Visitor.at(port), account, "Wrong-pass-1");
        }
        accounts.unlock(people.actor(Role.ADMINISTRATOR, "d/"), account.id());
        assertThat(why(Visitor.at(port), account, People.PASSWORD)).isEqualTo("in");
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        Account account = people.with(Role.ADMINISTRATOR, "d/");
        Visitor visitor = Visitor.at(port, account.login(), People.PASSWORD);
        Visitor forged = Visitor.at(port);
        var answer = forged.send(forged.request("/back/units")
                .header("Accept", "text/html")
                .header("Cookie", "chengmai=" + visitor.cookie("chengmai"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("id=x&name=x&place=*")));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(units.find("x")).isEmpty();
    }

    @Test
    void aClosedAccountOrANewPasswordEndsEverySession() {
        Actor admin = people.actor(Role.ADMINISTRATOR, "d/");
        Account account = people.with(Role.DISPATCHER, "d/");
        Visitor visitor = Visitor.at(port, account.login(), People.PASSWORD);
        accounts.resetPassword(admin, account.id(), "Other-pass-2");
        assertThat(visitor.get("/me").headers().firstValue("location")).hasValue("/login");

        Visitor again = Visitor.at(port, account.login(), "Other-pass-2");
        accounts.deactivate(admin, account.id());
        assertThat(again.get("/me").headers().firstValue("location")).hasValue("/login");
        assertThat(why(Visitor.at(port), account, "Other-pass-2")).isEqualTo("wrong");
    }

    @Test
    void signingOutEndsTheSessionOnTheServerToo() {
        Account account = people.with(Role.DISPATCHER, "d/");
        Visitor visitor = Visitor.at(port, account.login(), People.PASSWORD);
        visitor.get("/me");
        String cookie = visitor.cookie("chengmai");
        assertThat(visitor.post("/logout", Map.of()).headers().firstValue("location"))
                .hasValue("/login?why=bye");
        Visitor thief = Visitor.at(port);
        var answer =
                thief.send(thief.request("/me").header("Accept", "text/html").header("Cookie", "chengmai=" + cookie));
        assertThat(answer.statusCode()).isEqualTo(302);
    }

    @Test
    void aSessionIsARowThatARestartFindsAgainAndAThiefOfTheTableCannotUse() {
        Account account = people.with(Role.DISPATCHER, "d/");
        String token = sessions.open(account.id());
        Sessions afterRestart = new Sessions(database, store, java.time.InstantSource.system());
        assertThat(afterRestart.actor(token)).map(Actor::login).hasValue(account.login());
        Sessions muchLater = new Sessions(
                database,
                store,
                java.time.InstantSource.offset(java.time.InstantSource.system(), java.time.Duration.ofHours(13)));
        assertThat(muchLater.actor(token)).isEmpty();
        assertThat(database.sql("select count(*) from identity.session where token = convert_to(:token, 'UTF8')")
                        .param("token", token)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void theLanguageStays() {
        Visitor visitor = Visitor.at(port);
        assertThat(visitor.get("/login").body()).contains("lang=\"zh-CN\"").contains("登录");
        visitor.get("/language/en");
        assertThat(visitor.get("/login").body()).contains("lang=\"en\"").contains("Sign in");
        var away = visitor.send(visitor.request("/language/zh").header("Referer", "https://evil.example//evil"));
        assertThat(away.headers().firstValue("location")).hasValue("/");
    }

    @Test
    void nobodyIsAdministratorAndAuditor() {
        Account account = people.with(Role.ADMINISTRATOR, "d/");
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> accounts.grant(Actor.CITY, account.id(), new Grant(Role.AUDITOR, "d/", null)))
                .hasMessageContaining("two people");
        assertThat(List.of(account.grants().getFirst().role())).containsExactly(Role.ADMINISTRATOR);
    }

    private String why(Visitor visitor, Account account, String password) {
        String to = visitor.signIn(account.login(), password)
                .headers()
                .firstValue("location")
                .orElse("");
        return to.contains("why=") ? to.substring(to.indexOf("why=") + 4) : "in";
    }

    private void passAQuarterOfAnHour(Account account) {
        database.sql("update identity.account set locked_until = locked_until - interval '15 minutes' where id = :id")
                .param("id", account.id())
                .update();
    }
}
