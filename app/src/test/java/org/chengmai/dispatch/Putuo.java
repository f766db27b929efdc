package org.chengmai.dispatch;

import java.io.StringReader;
import java.util.List;
import org.chengmai.area.Area;
import org.chengmai.area.Areas;
import org.chengmai.area.ExampleDistrict;
import org.chengmai.cases.Cases;
import org.chengmai.cases.Matters;
import org.chengmai.cases.model.Report;
import org.chengmai.cases.model.Severity;
import org.chengmai.detection.Scene;
import org.chengmai.detection.Scenes;
import org.chengmai.dispatch.Responsibility.Row;
import org.chengmai.identity.Accounts;
import org.chengmai.identity.FirstAdministratorCreated;
import org.chengmai.identity.NewAccount;
import org.chengmai.identity.Unit;
import org.chengmai.identity.Units;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The example district with the people of one street, for what is seen in a browser. */
@Component
@Lazy
class Putuo {

    static final String PASSWORD = "Sunny-Day-2026";
    static final String STREET = "310107/310107005/";
    static final String RUBBISH = "事项-02003";

    private static final String MATTERS = """
            kind\tbig\tbigname\tcode\tname
            事项\t02\t市容环境\t02003\t暴露垃圾
            """;

    private final ExampleDistrict district;
    private final Areas areas;
    private final Units units;
    private final Matters matters;
    private final Scenes scenes;
    private final Accounts accounts;
    private final Responsibility responsibility;
    private final Cases cases;
    private final ApplicationEventPublisher events;

    Putuo(
            ExampleDistrict district,
            Areas areas,
            Units units,
            Matters matters,
            Scenes scenes,
            Accounts accounts,
            Responsibility responsibility,
            Cases cases,
            ApplicationEventPublisher events) {
        this.district = district;
        this.areas = areas;
        this.units = units;
        this.matters = matters;
        this.scenes = scenes;
        this.accounts = accounts;
        this.responsibility = responsibility;
        this.cases = cases;
        this.events = events;
    }

    void settle() {
        if (!district.load(Actor.CITY)) {
            return;
        }
        matters.importTsv(Actor.CITY, new StringReader(MATTERS));
        scenes.reload(Actor.CITY);
        units.put(Actor.CITY, new Unit("cg-caoyang", "曹杨新村城管中队", "", STREET));
        units.put(Actor.CITY, new Unit("sr-caoyang", "曹杨新村市容所", "", STREET));
        person("admin", "管理员", Role.ADMINISTRATOR, "", null);
        events.publishEvent(new FirstAdministratorCreated());
        person("wang", "王丽", Role.DISPATCHER, STREET, null);
        person("li", "李师傅", Role.UNIT_HANDLER, STREET, "cg-caoyang");
        person("he", "何网格", Role.GRID_WORKER, STREET, null);
        responsibility.put(Actor.CITY, new Row(0, bikes(), STREET, "cg-caoyang", Role.GRID_WORKER));
        responsibility.put(Actor.CITY, new Row(0, "*", STREET, "sr-caoyang", null));
    }

    private void person(String login, String name, Role role, String place, @Nullable String unit) {
        accounts.create(
                Actor.CITY, new NewAccount(login, name, "", PASSWORD, place, List.of(new Grant(role, place, unit))));
    }

    /** The matter that the scene of shared bikes reports. */
    String bikes() {
        return scenes.find("B18").map(Scene::plan).map(Scene.Plan::matter).orElseThrow();
    }

    Area committee() {
        return areas.children("310107005").get(3);
    }

    long report(String ref, String matter, String title, Severity severity) {
        Area there = areas.children("310107005").get(Math.floorMod(ref.hashCode(), 12));
        return cases.report(new Report(
                "portal",
                ref,
                matter,
                there.centre(),
                there.place(),
                "兰溪路 " + (100 + ref.hashCode() % 90) + " 号",
                title,
                title + "，影响通行，请尽快处理。",
                severity,
                false,
                null,
                null,
                List.of(),
                null,
                null));
    }
}
