package org.chengmai.demo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.chengmai.area.Area;
import org.chengmai.area.Areas;
import org.chengmai.area.ExampleDistrict;
import org.chengmai.area.Level;
import org.chengmai.detection.Scene;
import org.chengmai.detection.Scenes;
import org.chengmai.dispatch.Responsibility;
import org.chengmai.identity.Account;
import org.chengmai.identity.Accounts;
import org.chengmai.identity.KnownAccounts;
import org.chengmai.identity.NewAccount;
import org.chengmai.identity.Unit;
import org.chengmai.identity.Units;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who plays: the accounts that a visitor may sign in with, one a role; the made-up people who handle, check and dispatch;
 * the units they work for, and what those answer for. Logins of made-up people begin with {@code sim.}; nobody knows their
 * passwords.
 */
final class Cast implements KnownAccounts {

    private static final String PASSWORD = "Putuo-2026";
    private static final String MADE_UP = "sim.";
    private static final String DISTRICT = ExampleDistrict.ID + "/";

    /** The street whose people a visitor can be. */
    static final String VISITED_STREET = "310107005";

    /** What a street's unit answers for. */
    private record Trade(String suffix, String name, List<String> scenes) {}

    private static final List<Trade> TRADES = List.of(
            new Trade("cg", "城管执法中队", List.of("B18", Responsibility.ANY)),
            new Trade("wy", "联合物业服务站", List.of("B4", "B5")),
            new Trade("xf", "微型消防站", List.of("B6", "B7")),
            new Trade("wl", "为老服务中心", List.of("B3")));
    private static final String UPKEEP = "putuo-sb";

    private static final List<String> FAMILY =
            List.of("陆", "沈", "顾", "徐", "朱", "秦", "许", "何", "吕", "施", "孔", "曹", "严", "华", "金", "魏", "陶", "姜");
    private static final List<String> GIVEN =
            List.of("建国", "秀英", "志强", "丽华", "晓东", "雅琴", "海波", "春梅", "文杰", "佳怡", "国庆", "静", "鹏", "燕", "俊", "敏");

    private final Accounts accounts;
    private final Units units;
    private final Areas areas;
    private final Scenes scenes;
    private final Responsibility responsibility;
    private final Random random;
    private final Map<Long, Boolean> madeUp = new ConcurrentHashMap<>();

    Cast(Accounts accounts, Units units, Areas areas, Scenes scenes, Responsibility responsibility, Random random) {
        this.accounts = accounts;
        this.units = units;
        this.areas = areas;
        this.scenes = scenes;
        this.responsibility = responsibility;
        this.random = random;
    }

    /** Hires everybody when the city has nobody yet. */
    void hire() {
        if (!accounts.empty()) {
            return;
        }
        List<Area> streets = areas.below(DISTRICT, Level.STREET);
        units.put(Actor.CITY, new Unit(UPKEEP, "区感知设备运维中心", "", DISTRICT));
        for (Area street : streets) {
            for (Trade trade : TRADES) {
                units.put(Actor.CITY, new Unit(unit(street, trade), street.name() + trade.name(), "", street.place()));
            }
        }
        streets.forEach(this::answer);
        answer(DISTRICT, "B32", UPKEEP);
        streets.forEach(this::hireStreet);
        hireMadeUp("dispatch1", new Grant(Role.DISPATCHER, DISTRICT, null));
        hireMadeUp("dispatch2", new Grant(Role.DISPATCHER, DISTRICT, null));
        hireMadeUp("upkeep", new Grant(Role.UNIT_HANDLER, DISTRICT, UPKEEP));
        roles().forEach(r -> hire(r.login(), r.name(), PASSWORD, r.grant()));
    }

    private static String unit(Area street, Trade trade) {
        return street.id() + "-" + trade.suffix();
    }

    private void answer(Area street) {
        for (Trade trade : TRADES) {
            trade.scenes().forEach(scene -> answer(street.place(), scene, unit(street, trade)));
        }
    }

    /** The unit answers for what the scene's plan makes of an alarm; {@code *} for everything. */
    private void answer(String place, String scene, String unit) {
        Optional<String> matter = scene.equals(Responsibility.ANY)
                ? Optional.of(scene)
                : scenes.find(scene).map(Scene::plan).map(Scene.Plan::matter);
        matter.ifPresent(
                m -> responsibility.put(Actor.CITY, new Responsibility.Row(0, m, place, unit, Role.GRID_WORKER)));
    }

    private void hireStreet(Area street) {
        hireMadeUp(
                street.id() + ".hand",
                TRADES.stream()
                        .map(t -> new Grant(Role.UNIT_HANDLER, street.place(), unit(street, t)))
                        .toArray(Grant[]::new));
        hireMadeUp(street.id() + ".grid", new Grant(Role.GRID_WORKER, street.place(), null));
    }

    private void hireMadeUp(String login, Grant... grants) {
        String name = FAMILY.get(random.nextInt(FAMILY.size())) + GIVEN.get(random.nextInt(GIVEN.size()));
        hire(MADE_UP + login, name, "Z9-" + new java.security.SecureRandom().nextLong(), grants);
    }

    private void hire(String login, String name, String password, Grant... grants) {
        accounts.create(Actor.CITY, new NewAccount(login, name, "", password, grants[0].place(), List.of(grants)));
    }

    private record Part(String login, String name, Grant grant) {}

    private List<Part> roles() {
        String street = DISTRICT + VISITED_STREET + "/";
        String committee = areas.children(VISITED_STREET).stream()
                .findFirst()
                .map(Area::place)
                .orElse(street);
        return List.of(
                new Part("zhang.admin", "张卫国", new Grant(Role.ADMINISTRATOR, "", null)),
                new Part("chen.command", "陈明", new Grant(Role.COMMANDER, DISTRICT, null)),
                new Part("li.street", "李红", new Grant(Role.COMMANDER, street, null)),
                new Part("wang.desk", "王芳", new Grant(Role.DISPATCHER, DISTRICT, null)),
                new Part("zhao.field", "赵强", new Grant(Role.UNIT_HANDLER, street, VISITED_STREET + "-cg")),
                new Part("wu.property", "吴刚", new Grant(Role.PROPERTY, street, VISITED_STREET + "-wy")),
                new Part("sun.grid", "孙丽", new Grant(Role.GRID_WORKER, street, null)),
                new Part("zhou.committee", "周敏", new Grant(Role.COMMITTEE, committee, null)),
                new Part("zheng.audit", "郑洁", new Grant(Role.AUDITOR, "", null)));
    }

    @Override
    public String password() {
        return PASSWORD;
    }

    @Override
    public List<Known> list() {
        return roles().stream()
                .map(r -> new Known(r.login(), r.name(), r.grant().role(), where(r.grant())))
                .toList();
    }

    private String where(Grant grant) {
        String unit = grant.unit();
        return unit == null
                ? areas.namesOf(grant.place().isEmpty() ? DISTRICT : grant.place())
                : units.find(unit).map(Unit::name).orElse(unit);
    }

    /** Whether the account belongs to a made-up person. */
    boolean isMadeUp(long account) {
        return madeUp.computeIfAbsent(
                account, a -> accounts.find(a).map(Account::login).orElse("").startsWith(MADE_UP));
    }

    /** A made-up person of the unit. */
    Optional<Actor> handler(@Nullable String unit) {
        return unit == null ? Optional.empty() : first(accounts.ofUnit(unit));
    }

    /** A made-up person who may act in this role in this place. */
    Optional<Actor> playing(Role role, String place) {
        return first(accounts.holding(role, place));
    }

    private Optional<Actor> first(List<Account> people) {
        Set<Long> made = new HashSet<>();
        List<Account> able = new ArrayList<>();
        for (Account person : people) {
            if (person.login().startsWith(MADE_UP) && made.add(person.id())) {
                able.add(person);
            }
        }
        return able.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        accounts.actor(able.get(random.nextInt(able.size())).id()));
    }
}
