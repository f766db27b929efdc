package org.chengmai.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.chengmai.audit.Audit;
import org.chengmai.cases.Cases;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.city.CityTest;
import org.chengmai.city.People;
import org.chengmai.detection.AlarmFilter;
import org.chengmai.detection.AlarmLine;
import org.chengmai.detection.Alarms;
import org.chengmai.device.Device;
import org.chengmai.device.Devices;
import org.chengmai.device.NewDevice;
import org.chengmai.identity.Accounts;
import org.chengmai.identity.Unit;
import org.chengmai.identity.Units;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Role;
import org.chengmai.kernel.Settings;
import org.chengmai.watch.model.Entry;
import org.chengmai.watch.model.NewEntry;
import org.chengmai.watch.model.Wanted;
import org.chengmai.watch.store.EntryStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** A plate is looked for by law: entered, approved by another, hit at a checkpoint, given to its owner; and not otherwise. */
@CityTest
@TestPropertySource(properties = "test.city=watch")
class WatchListTest {

    private static final String HERE = "310107/310107005/";
    private static final String NEXT_DOOR = "310107/310107007/";
    private static final String UNIT = "police-here";

    @Autowired
    private WatchList list;

    @Autowired
    private Erasure erasure;

    @Autowired
    private EntryStore entries;

    @Autowired
    private Audit audit;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Units units;

    @Autowired
    private Devices devices;

    @Autowired
    private Alarms alarms;

    @Autowired
    private Cases cases;

    @Autowired
    private JdbcClient database;

    @LocalServerPort
    private int port;

    private Actor keeper = Actor.PUBLIC;
    private Actor approver = Actor.PUBLIC;

    @BeforeEach
    void people() {
        People people = People.of(accounts);
        keeper = people.actor(Role.DISPATCHER, HERE);
        approver = people.actor(Role.COMMANDER, HERE);
        if (units.find(UNIT).isEmpty()) {
            units.put(Actor.CITY, new Unit(UNIT, "社区民警", "", HERE));
        }
    }

    private static NewEntry entry(String typed) {
        return new NewEntry(
                typed,
                HERE,
                "治安管理处罚法第八十七条 协查〔2026〕12号",
                UNIT,
                "盗窃案协查",
                Instant.now().plus(Duration.ofDays(30)));
    }

    private Device checkpoint(String place) {
        String id = "gate-" + UUID.randomUUID().toString().substring(0, 8);
        devices.add(Actor.CITY, NewDevice.of(id, "卡口 " + id, "checkpoint", null, place));
        return devices.find(id).orElseThrow();
    }

    private void passes(Device gate, String plate) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://localhost:%d/api/v1/%s/telemetry".formatted(port, gate.token())))
                                .POST(HttpRequest.BodyPublishers.ofString("{\"plate\":\"%s\"}".formatted(plate)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private double listed(Device gate) {
        return devices.last(gate.no()).value(0);
    }

    private List<String> said(String action, String subject) {
        return database.sql("select detail from audit.entry where action = :action and subject = :subject order by seq")
                .param("action", action)
                .param("subject", subject)
                .query(String.class)
                .list();
    }

    private static void await(BooleanSupplier wanted) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!wanted.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it never came true").isLessThan(limit);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Test
    void anApprovedPlateIsHitAndItsOwnerHasTheCase() throws Exception {
        Device gate = checkpoint(HERE);
        Entry entry = list.enter(keeper, entry("沪A·12345"));
        assertThat(entry.masked()).isEqualTo("沪A***45");
        passes(gate, "沪A12345");
        assertThat(listed(gate)).as("not approved yet").isEqualTo(0);

        list.approve(approver, entry.id());
        passes(gate, "沪A99999");
        assertThat(listed(gate)).isEqualTo(0);
        passes(gate, "沪A12345");
        assertThat(listed(gate)).isEqualTo(1);

        await(() -> alarm(gate).stream().anyMatch(a -> a.caseId() != null));
        long caseId = Objects.requireNonNull(alarm(gate).getFirst().caseId());
        await(() -> cases.get(Actor.CITY, caseId).task() != null);
        CaseFile file = cases.get(Actor.CITY, caseId);
        assertThat(Objects.requireNonNull(file.task()).unit()).isEqualTo(UNIT);
        assertThat(cases.history(Actor.CITY, caseId).toString())
                .contains(entry.number(), "沪A***45", "协查")
                .doesNotContain("沪A12345");
        await(() -> !said("watch.hit", entry.number()).isEmpty());
        assertThat(said("watch.hit", entry.number()))
                .hasSize(1)
                .first()
                .asString()
                .contains(gate.id());
        assertThat(list.hits(keeper, List.of(entry))).hasSize(1);
        assertThat(said("watch.enter", entry.number()))
                .singleElement()
                .asString()
                .doesNotContain("12345");
        assertThat(said("watch.approve", entry.number())).hasSize(1);

        list.end(keeper, entry.id());
        passes(gate, "沪A12345");
        assertThat(listed(gate)).isEqualTo(0);
    }

    private List<AlarmLine> alarm(Device gate) {
        return alarms.list(Actor.CITY, AlarmFilter.ofDevice(gate.id()), 0).items();
    }

    @Test
    void noPlateIsKeptAnywhere() throws Exception {
        Device gate = checkpoint(HERE);
        Entry entry = list.enter(keeper, entry("沪B77712"));
        list.approve(approver, entry.id());
        passes(gate, "沪B77712");
        passes(gate, "沪C11223");
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://localhost:%d/api/v1/%s/telemetry".formatted(port, gate.token())))
                                .POST(HttpRequest.BodyPublishers.ofString("{\"plate\":\"沪C11223\",\"nose\":3, broken"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        List<String> tables = database.sql("""
                        select format('%I.%I', table_schema, table_name) from information_schema.tables
                        where table_schema in ('device', 'watch', 'detection', 'audit', 'notification')
                            and table_type = 'BASE TABLE'
                        """).query(String.class).list();
        assertThat(tables).contains("watch.entry", "device.aside", "audit.entry");
        for (String table : tables) {
            assertThat(database.sql("select count(*) from %s t where t::text ~ 'B77712|C11223'".formatted(table))
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void anEntryNeedsTwoPeopleAndRunsOut() throws Exception {
        Device gate = checkpoint(HERE);
        Entry entry = list.enter(approver, entry("沪D55501"));
        assertThatThrownBy(() -> list.approve(approver, entry.id())).hasMessageContaining("another person");
        assertThatThrownBy(() -> list.approve(keeper, entry.id())).isInstanceOf(Refusal.class);
        Actor second = People.of(accounts).actor(Role.COMMANDER, HERE);
        list.approve(second, entry.id());
        passes(gate, "沪D55501");
        assertThat(listed(gate)).isEqualTo(1);

        Entry brief = list.enter(
                approver,
                new NewEntry("沪D55502", HERE, "依据", UNIT, "事由", Instant.now().plusMillis(300)));
        list.approve(second, brief.id());
        await(() -> brief.state(Instant.now()) == Entry.State.EXPIRED);
        passes(gate, "沪D55502");
        assertThat(listed(gate)).as("expired").isEqualTo(0);

        refused(new NewEntry("沪D5", HERE, "依据", UNIT, "事由", Instant.now().plusSeconds(60)), "faces, voices and phones");
        refused(
                new NewEntry(
                        "13800001234", HERE, "依据", UNIT, "事由", Instant.now().plusSeconds(60)),
                "neither");
        refused(
                new NewEntry("沪D55503", HERE, "依据", UNIT, "事由", Instant.now().plus(Duration.ofDays(366))),
                "within 365 days");
        refused(new NewEntry("沪D55503", HERE, " ", UNIT, "事由", Instant.now().plusSeconds(60)), "legal basis");
    }

    private void refused(NewEntry wish, String why) {
        assertThatThrownBy(() -> list.enter(keeper, wish))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(why);
    }

    @Test
    void whoHasNoBusinessWithItSeesNothing() throws Exception {
        People people = People.of(accounts);
        Entry entry = list.enter(keeper, entry("沪E00011"));
        list.approve(approver, entry.id());
        Actor neighbour = people.actor(Role.COMMANDER, NEXT_DOOR);
        assertThat(list.list(neighbour, 0).items()).noneMatch(e -> e.id() == entry.id());
        assertThat(list.lookUp(neighbour, "沪E00011")).isEmpty();
        for (Actor stranger : List.of(
                people.actor(Role.ADMINISTRATOR, ""),
                people.actor(Role.GRID_WORKER, HERE),
                people.actor(Role.AUDITOR, ""),
                neighbour)) {
            assertThatThrownBy(() -> list.reveal(stranger, entry.id())).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> list.end(stranger, entry.id())).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> list.approve(stranger, entry.id())).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> list.enter(stranger, entry("沪E00012"))).isInstanceOf(Refusal.class);
        }
        Device far = checkpoint(NEXT_DOOR);
        passes(far, "沪E00011");
        assertThat(listed(far)).as("it holds here alone").isEqualTo(0);

        assertThat(list.lookUp(keeper, "沪E-00011")).extracting(Entry::id).containsExactly(entry.id());
        assertThat(said("watch.lookup", "沪E***11")).contains(entry.number());
        assertThat(list.reveal(keeper, entry.id())).isEqualTo("沪E00011");
        assertThat(said("see.personal", entry.number())).hasSize(1);
    }

    @Test
    void whatIsOverIsErasedAfterATimeThatAnOfficerSets() {
        Entry over = list.enter(keeper, entry("沪F00021"));
        list.end(keeper, over.id());
        Entry waits = list.enter(keeper, entry("沪F00022"));
        Actor officer = People.of(accounts).actor(Role.COMMANDER, "");
        assertThat(erasure.days()).isEqualTo(90);
        erasure.eraseOld();
        assertThat(list.get(keeper, over.id()).masked()).as("kept for a while").isEqualTo("沪F***21");

        for (Actor stranger : List.of(keeper, approver, People.of(accounts).actor(Role.ADMINISTRATOR, ""))) {
            assertThat(erasure.mayChange(stranger)).isFalse();
            assertThatThrownBy(() -> erasure.keep(stranger, 0)).isInstanceOf(Refusal.class);
        }
        assertThatThrownBy(() -> erasure.keep(officer, -1)).isInstanceOf(Refusal.class);
        await(() -> Instant.now().isAfter(over.enteredAt()));
        erasure.keep(officer, 0);
        assertThatThrownBy(() -> list.get(keeper, over.id())).isInstanceOf(Refusal.class);
        assertThat(list.get(keeper, waits.id()).masked()).isEqualTo("沪F***22");
        assertThat(said("watch.erase", over.number()))
                .singleElement()
                .asString()
                .contains(UNIT, "协查")
                .doesNotContain("沪F");
        assertThat(said("watch.keep", "0 days")).hasSize(1);
        erasure.keep(officer, 90);
    }

    @Test
    void withoutItsKeyTheListSaysSoAtTheStart(@TempDir Path data) throws Exception {
        list.enter(keeper, entry("沪G00031"));
        assertThatThrownBy(() -> seal(data, false)).hasMessageContaining("the file is missing");
        Files.write(data.resolve("watch.key"), new byte[64]);
        assertThatThrownBy(() -> seal(data, false)).hasMessageContaining("the key of another list");
        assertThat(list.lookUp(keeper, "沪G00031")).as("nothing is lost by that").hasSize(1);
    }

    private Seal seal(Path data, boolean forget) {
        return new Seal(new Settings(data, null, true), new WatchSettings(forget), entries, audit);
    }

    @Test
    void platesAndCardsAreReadOneWayAndPhonesNotAtAll() {
        assertThat(Wanted.read("沪a·d12345").map(Wanted::masked)).hasValue("沪A****45");
        assertThat(Wanted.read("粤B 1234警").map(Wanted::sort)).hasValue(Wanted.Sort.PLATE);
        assertThat(Wanted.read("04:a1:b2:c3").map(Wanted::sort)).hasValue(Wanted.Sort.CARD);
        for (String phone : List.of("13800001234", "861234567890123", "aa:bb:cc:dd:ee:ff", "张三", "")) {
            assertThat(Wanted.read(phone)).as(phone).isEmpty();
        }
    }
}
