package org.chengmai.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import java.util.function.Consumer;
import org.chengmai.area.Areas;
import org.chengmai.city.CityTest;
import org.chengmai.city.People;
import org.chengmai.city.Visitor;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A street's administrator reads and changes nothing of the next street, nor of the district above. */
@CityTest
class B01_NeighboursTest {

    private static final String EAST = "n1/n1e/";
    private static final String WEST = "n1/n1w/";

    @LocalServerPort
    private int port;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Units units;

    @Autowired
    private Areas areas;

    private People people;
    private Actor east;
    private Account worker;
    private Account neighbour;
    private Account above;

    @BeforeEach
    void streets() {
        areas.importTree(Actor.CITY, new StringReader("""
                id,parent,level,name,lon,lat
                n1,,district,北区,121.4,31.2
                n1e,n1,street,东街道,121.4,31.2
                n1w,n1,street,西街道,121.4,31.2
                """));
        people = People.of(accounts);
        east = people.actor(Role.ADMINISTRATOR, EAST);
        worker = people.with(Role.GRID_WORKER, EAST);
        neighbour = people.with(Role.GRID_WORKER, WEST);
        above = people.with(Role.COMMANDER, "n1/");
    }

    @Test
    void aNeighboursPeopleAreNotSeen() {
        assertThat(accounts.get(east, worker.id()).login()).isEqualTo(worker.login());
        refused(() -> accounts.get(east, neighbour.id()));
        refused(() -> accounts.get(east, above.id()));
        assertThat(accounts.list(east, "", 0).items())
                .allMatch(a -> a.place().startsWith(EAST))
                .isNotEmpty();
        refused(() -> accounts.phone(people.actor(Role.DISPATCHER, EAST), neighbour.id()));
    }

    @Test
    void aNeighboursPeopleAreNotChanged() {
        List<Consumer<Long>> changes = List.of(
                id -> accounts.resetPassword(east, id, "Other-pass-2"),
                id -> accounts.deactivate(east, id),
                id -> accounts.activate(east, id),
                id -> accounts.unlock(east, id),
                id -> accounts.grant(east, id, new Grant(Role.DISPATCHER, EAST, null)),
                id -> accounts.revoke(east, id, new Grant(Role.GRID_WORKER, WEST, null)));
        for (Consumer<Long> change : changes) {
            refused(() -> change.accept(neighbour.id()));
            refused(() -> change.accept(above.id()));
        }
        assertThat(accounts.find(neighbour.id())).hasValue(neighbour);
        assertThat(accounts.find(above.id())).hasValue(above);
    }

    @Test
    void whoHoldsMoreThanTheAdministratorIsNotChangedByHim() {
        accounts.grant(Actor.CITY, worker.id(), new Grant(Role.DISPATCHER, "n1/", null));
        refused(() -> accounts.resetPassword(east, worker.id(), "Other-pass-2"));
        refused(() -> accounts.deactivate(east, worker.id()));
        assertThat(accounts.get(east, worker.id()).active()).isTrue();
    }

    @Test
    void nobodyGivesWhatLiesBeyondHisPlace() {
        for (String beyond : List.of(WEST, "n1/", "")) {
            refused(() -> accounts.grant(east, worker.id(), new Grant(Role.DISPATCHER, beyond, null)));
            refused(() -> accounts.create(east, newcomer("x", beyond, beyond)));
            refused(() -> accounts.create(east, newcomer("x", EAST, beyond)));
        }
        assertThat(accounts.byLogin("newcomer.x")).isEmpty();
        refused(() -> accounts.grant(east, east.account(), new Grant(Role.DISPATCHER, EAST, null)));
        refused(() -> accounts.deactivate(east, east.account()));
        refused(() -> accounts.create(accounts.actor(worker.id()), newcomer("y", EAST, EAST)));
    }

    @Test
    void aNeighboursUnitIsNeitherListedNorTaken() {
        units.put(Actor.CITY, new Unit("n-west", "西环卫", "021-1", WEST));
        units.put(Actor.CITY, new Unit("n-above", "区环卫", "021-2", "n1/"));
        units.put(east, new Unit("n-east", "东环卫", "021-3", EAST));

        assertThat(units.list(east.reach(Act.MANAGE_PEOPLE)))
                .extracting(Unit::id)
                .containsExactly("n-east");
        refused(() -> units.put(east, new Unit("n-west", "东环卫", "", EAST)));
        refused(() -> units.put(east, new Unit("n-above", "东环卫", "", EAST)));
        refused(() -> units.put(east, new Unit("n-east", "东环卫", "", WEST)));
        refused(() -> accounts.grant(east, worker.id(), new Grant(Role.UNIT_HANDLER, EAST, "n-west")));
        refused(() -> accounts.grant(east, worker.id(), new Grant(Role.UNIT_HANDLER, EAST, null)));
        accounts.grant(east, worker.id(), new Grant(Role.UNIT_HANDLER, EAST, "n-east"));
        assertThat(units.get("n-west").name()).isEqualTo("西环卫");
        assertThat(accounts.ofUnit("n-east")).extracting(Account::id).containsExactly(worker.id());
    }

    @Test
    void anImportTakesTheGoodRowsAndTellsTheBadOnes() {
        ImportReport report = accounts.importCsv(east, new StringReader("""
                login,name,phone,password,place,role,unit
                imp.good,张伟,13800000001,Change-me-1,%s,GRID_WORKER;COMMITTEE,
                imp.west,李娜,13800000002,Change-me-1,%s,GRID_WORKER,
                imp.weak,王芳,13800000003,12345678,%s,GRID_WORKER,
                imp.all,赵敏,13800000004,Change-me-1,*,GRID_WORKER,
                imp.role,周杰,13800000005,Change-me-1,%s,KING,
                """.formatted(EAST, WEST, EAST, EAST)));
        assertThat(report.taken()).isEqualTo(1);
        assertThat(report.faults()).extracting(ImportReport.Fault::line).containsExactly(3L, 4L, 5L, 6L);
        assertThat(accounts.byLogin("imp.good").orElseThrow().grants()).hasSize(2);
        assertThat(accounts.holding(Role.COMMITTEE, EAST + "c1/"))
                .extracting(Account::login)
                .contains("imp.good");
        assertThat(accounts.holding(Role.COMMITTEE, WEST)).isEmpty();
    }

    @Test
    void thePagesHoldTheSameLine() {
        Account admin = people.with(Role.ADMINISTRATOR, EAST);
        Visitor visitor = Visitor.at(port, admin.login(), People.PASSWORD);
        assertThat(visitor.get("/back/people").body()).contains(worker.login()).doesNotContain(neighbour.login());
        assertThat(visitor.get("/back/people/" + worker.id()).statusCode()).isEqualTo(200);
        assertThat(visitor.get("/back/people/" + neighbour.id()).statusCode()).isEqualTo(404);
        assertThat(visitor.post(
                                "/back/people/" + neighbour.id() + "/password",
                                java.util.Map.of("password", "Other-pass-2"))
                        .statusCode())
                .isEqualTo(404);

        Visitor dispatcher = Visitor.at(port, people.with(Role.DISPATCHER, EAST).login(), People.PASSWORD);
        assertThat(dispatcher.get("/back/people").statusCode()).isEqualTo(403);
        assertThat(dispatcher.get("/back/units").statusCode()).isEqualTo(403);
        assertThat(dispatcher.get("/back/people/" + worker.id()).statusCode()).isEqualTo(404);
    }

    private static NewAccount newcomer(String tail, String home, String place) {
        return new NewAccount(
                "newcomer." + tail, "新人", "", People.PASSWORD, home, List.of(new Grant(Role.GRID_WORKER, place, null)));
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(Refusal.class).hasMessageStartingWith("Expected ");
    }
}
