package org.chengmai.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.chengmai.cases.Cases;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.CaseLine;
import org.chengmai.cases.model.Command;
import org.chengmai.cases.model.Event;
import org.chengmai.cases.model.Filter;
import org.chengmai.cases.model.Status;
import org.chengmai.city.CityTest;
import org.chengmai.city.Visitor;
import org.chengmai.device.Devices;
import org.chengmai.identity.Accounts;
import org.chengmai.identity.KnownAccounts;
import org.chengmai.kernel.Actor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** The example district plays: devices are heard, troubles become cases, made-up people carry them to their end. */
@CityTest
@TestPropertySource(
        properties = {
            "chengmai.demo=true",
            "chengmai.simulated=true",
            "chengmai.demo-pace=0.03",
            "chengmai.data=target/test-demo"
        })
@DirtiesContext
class DemonstrationTest {

    private static final String TOUCHED = "我来看看";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @LocalServerPort
    private int port;

    @Autowired
    private Accounts accounts;

    @Autowired
    private KnownAccounts known;

    @Autowired
    private Cases cases;

    @Autowired
    private Devices devices;

    @Test
    void troublesAreCarriedToTheirEndAndWhatAVisitorTouchedIsLeftAlone() {
        assertThat(devices.all()).hasSize(2000).allMatch(d -> d.simulated());
        for (KnownAccounts.Known one : known.list()) {
            assertThat(Visitor.at(port, one.login(), known.password())
                            .get("/me")
                            .statusCode())
                    .as(one.login())
                    .isEqualTo(200);
        }
        assertThat(Visitor.at(port).get("/login").body()).contains("wang.desk", known.password());

        until("1,900 devices are alive", () -> devices.counts(Actor.CITY).alive() > 1900);
        until("somebody reported", () -> !list(Filter.ALL).isEmpty());
        CaseFile touched = touch();
        until(
                "three cases are closed",
                () -> list(Filter.ALL.status(EnumSet.of(Status.CLOSED))).size() >= 3);

        List<Event> history = cases.history(
                Actor.CITY,
                list(Filter.ALL.status(EnumSet.of(Status.CLOSED))).getFirst().id());
        assertThat(history)
                .filteredOn(e -> e.account() != 0)
                .allMatch(e -> accounts.find(e.account()).orElseThrow().login().startsWith("sim."));
        assertThat(cases.history(Actor.CITY, touched.id()))
                .as("nobody goes on with what a visitor has touched")
                .filteredOn(e -> e.account() != 0)
                .last()
                .extracting(Event::words)
                .isEqualTo(TOUCHED);
    }

    private CaseFile touch() {
        Actor desk = accounts.actor(accounts.byLogin("wang.desk").orElseThrow().id());
        CaseLine line = list(Filter.ALL).getFirst();
        return cases.act(desk, line.id(), line.version(), new Command.Note(TOUCHED));
    }

    private List<CaseLine> list(Filter filter) {
        return cases.list(Actor.CITY, filter, null).cases();
    }

    private static void until(String what, BooleanSupplier reached) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!reached.getAsBoolean()) {
            assertThat(Instant.now()).as("still waiting until " + what).isBefore(end);
            java.util.concurrent.locks.LockSupport.parkNanos(200_000_000);
        }
    }
}
