package org.chengmai.dispatch;

import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.chengmai.area.Areas;
import org.chengmai.cases.Cases;
import org.chengmai.cases.Matters;
import org.chengmai.cases.model.ClockKind;
import org.chengmai.cases.model.Matter;
import org.chengmai.cases.model.Report;
import org.chengmai.cases.model.Severity;
import org.chengmai.identity.Account;
import org.chengmai.identity.Accounts;
import org.chengmai.identity.NewAccount;
import org.chengmai.identity.Unit;
import org.chengmai.identity.Units;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Bilingual;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Point;
import org.chengmai.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A town of one district, two streets and a committee each, with units, people and matters: enough for somebody to answer,
 * and for a neighbour who must not see it. Settling twice changes nothing.
 */
@Component
class SmallTown {

    static final String DISTRICT = "T1";
    static final String NORTH = "T11";
    static final String SOUTH = "T12";
    static final String DISTRICT_PLACE = "T1/";
    static final String NORTH_PLACE = "T1/T11/";
    static final String SOUTH_PLACE = "T1/T12/";
    static final String NORTH_ONE_PLACE = "T1/T11/T111/";
    static final String BIKES = "T-BIKES";
    static final String SMOKE = "T-SMOKE";
    static final String STREETS_GROUP = "T 街面";
    static final String FIRE_GROUP = "T 消防";
    static final String PASSWORD = "Chengmai-2026";
    static final Point NORTH_POINT = new Point(121.405, 31.245);

    private static final String TREE = """
            id,parent,level,name,lon,lat
            T1,,district,测试区,121.40,31.24
            T11,T1,street,城北街道,121.40,31.25
            T12,T1,street,城南街道,121.40,31.23
            T111,T11,committee,北一居委会,121.40,31.25
            T121,T12,committee,南一居委会,121.40,31.23
            """;

    private final Areas areas;
    private final Units units;
    private final Matters matters;
    private final Accounts accounts;
    private final Cases cases;
    private final Map<String, Long> people = new ConcurrentHashMap<>();

    SmallTown(Areas areas, Units units, Matters matters, Accounts accounts, Cases cases) {
        this.areas = areas;
        this.units = units;
        this.matters = matters;
        this.accounts = accounts;
        this.cases = cases;
    }

    synchronized void settle() {
        if (areas.find(NORTH).isEmpty()) {
            areas.importTree(Actor.CITY, new StringReader(TREE));
            units.put(Actor.CITY, new Unit("street-north", "城北街道办", "", NORTH_PLACE));
            units.put(Actor.CITY, new Unit("cleaners", "市容所", "", DISTRICT_PLACE));
            units.put(Actor.CITY, new Unit("bikes", "单车运维", "", DISTRICT_PLACE));
            matters.define(Actor.CITY, matter(BIKES, "共享单车乱停", "Shared bikes", STREETS_GROUP));
            matters.define(Actor.CITY, matter(SMOKE, "烟感报警", "Smoke", FIRE_GROUP));
        }
        person("town-admin", "管理员", Role.ADMINISTRATOR, "", null);
        person("north-desk", "王丽", Role.DISPATCHER, NORTH_PLACE, null);
        person("north-desk-2", "周敏", Role.DISPATCHER, NORTH_PLACE, null);
        person("south-desk", "赵强", Role.DISPATCHER, SOUTH_PLACE, null);
        person("north-chief", "陈刚", Role.COMMANDER, NORTH_PLACE, null);
        person("bikes-1", "李师傅", Role.UNIT_HANDLER, DISTRICT_PLACE, "bikes");
        person("bikes-2", "孙师傅", Role.UNIT_HANDLER, DISTRICT_PLACE, "bikes");
        person("cleaner-1", "吴师傅", Role.UNIT_HANDLER, DISTRICT_PLACE, "cleaners");
        person("north-grid", "何网格", Role.GRID_WORKER, NORTH_ONE_PLACE, null);
    }

    private static Matter matter(String code, String zh, String en, String group) {
        return new Matter(code, new Bilingual(zh, en), group, Duration.ofHours(2), ClockKind.ALL_HOURS, false);
    }

    private void person(String login, String name, Role role, String place, @Nullable String unit) {
        Optional<Account> known = accounts.byLogin(login);
        people.put(
                login,
                known.isPresent()
                        ? known.get().id()
                        : accounts.create(
                                Actor.CITY,
                                new NewAccount(
                                        login, name, "", PASSWORD, place, List.of(new Grant(role, place, unit)))));
    }

    /** Looks again and again until it is so, for at most ten seconds. */
    static void until(String what, BooleanSupplier so) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > limit) {
                throw new AssertionError("Expected within ten seconds: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** The life of a case as one line: {@code reported ▸ accepted ▸ …}. */
    String story(long id) {
        return cases.history(Actor.CITY, id).stream()
                .map(e -> e.kind().stored())
                .collect(Collectors.joining(" ▸ "));
    }

    long account(String login) {
        Long id = people.get(login);
        if (id == null) {
            throw new AssertionError("Nobody in the small town is called " + login);
        }
        return id;
    }

    Actor actor(String login) {
        return accounts.actor(account(login));
    }

    /** A new trouble in the north. */
    long report(String matter, boolean automatic) {
        return report(matter, automatic, Severity.MAJOR, NORTH_ONE_PLACE);
    }

    long report(String matter, boolean automatic, Severity severity, String place) {
        return cases.report(new Report(
                "test",
                UUID.randomUUID().toString(),
                matter,
                NORTH_POINT,
                place,
                "曹杨路 12 号",
                "共享单车堵住人行道",
                "路口东侧约二十辆",
                severity,
                automatic,
                null,
                null,
                List.of(),
                null,
                null));
    }
}
