package org.chengmai.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.chengmai.city.CityTest;
import org.chengmai.dispatch.Responsibility.Row;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CityTest
class ResponsibilityTest {

    @Autowired
    private Responsibility responsibility;

    @Autowired
    private ResponsibilityStore store;

    @Autowired
    private SmallTown town;

    private Actor officer;

    @BeforeEach
    void settle() {
        town.settle();
        store.list(org.chengmai.kernel.Reach.EVERYTHING).forEach(row -> store.remove(row.id()));
        officer = new Actor(9, "officer", "officer", List.of(new Grant(Role.ADMINISTRATOR, "", null)));
    }

    private void row(String matter, String area, String unit) {
        responsibility.put(officer, new Row(0, matter, responsibility.placeOf(area), unit, null));
    }

    private String who(String matter, String place) {
        return responsibility.find(matter, place).map(Row::unit).orElse("nobody");
    }

    @Test
    void theNearestPlaceUpTheTreeWinsBeforeTheNarrowerMatter() {
        row(SmallTown.BIKES, SmallTown.DISTRICT, "bikes");
        row("*", SmallTown.NORTH, "street-north");

        assertThat(who(SmallTown.BIKES, SmallTown.NORTH_ONE_PLACE)).isEqualTo("street-north");
        assertThat(who(SmallTown.BIKES, SmallTown.SOUTH_PLACE)).isEqualTo("bikes");
        assertThat(who(SmallTown.SMOKE, SmallTown.SOUTH_PLACE)).isEqualTo("nobody");
    }

    @Test
    void inOnePlaceTheMatterWinsOverItsGroupOverAnyMatter() {
        row("*", SmallTown.NORTH, "street-north");
        row(SmallTown.STREETS_GROUP, SmallTown.NORTH, "cleaners");
        assertThat(who(SmallTown.BIKES, SmallTown.NORTH_ONE_PLACE)).isEqualTo("cleaners");

        row(SmallTown.BIKES, SmallTown.NORTH, "bikes");
        assertThat(who(SmallTown.BIKES, SmallTown.NORTH_ONE_PLACE)).isEqualTo("bikes");
        assertThat(responsibility.fitting(SmallTown.BIKES, SmallTown.NORTH_ONE_PLACE))
                .extracting(Row::unit)
                .containsExactly("bikes", "cleaners", "street-north");
    }

    @Test
    void aPlaceWhoseNameBeginsLikeAnotherIsNotBelowIt() {
        assertThat(Responsibility.ancestors("310/3101/")).containsExactly("", "310/", "310/3101/");
        assertThat(Responsibility.ancestors("")).containsExactly("");
    }

    @Test
    void aRandomTableAnswersAsThePlainWalkUpTheTreeDoes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> places = List.of("", "1/", "1/11/", "1/12/", "1/11/111/", "1/11/112/", "1/12/121/", "1/11/111/g/");
        List<String> patterns =
                List.of("*", SmallTown.BIKES, SmallTown.SMOKE, SmallTown.STREETS_GROUP, SmallTown.FIRE_GROUP);
        for (int round = 0; round < 30; round++) {
            store.list(org.chengmai.kernel.Reach.EVERYTHING).forEach(row -> store.remove(row.id()));
            List<Row> rows = new ArrayList<>();
            for (String place : places) {
                for (String pattern : patterns) {
                    if (random.nextInt(4) == 0) {
                        rows.add(new Row(0, pattern, place, "u" + rows.size(), null));
                    }
                }
            }
            rows.forEach(store::put);
            for (String place : places) {
                assertThat(who(SmallTown.BIKES, place))
                        .as("seed %d, %s in '%s' of %s", seed, SmallTown.BIKES, place, rows)
                        .isEqualTo(plainly(rows, SmallTown.BIKES, SmallTown.STREETS_GROUP, place));
            }
        }
    }

    /** The slow twin: walk up the tree, and at every step ask for the matter, its group, any. */
    private static String plainly(List<Row> rows, String matter, String group, String place) {
        String here = place;
        while (true) {
            for (String pattern : List.of(matter, group, "*")) {
                Optional<Row> row = at(rows, pattern, here);
                if (row.isPresent()) {
                    return row.get().unit();
                }
            }
            if (here.isEmpty()) {
                return "nobody";
            }
            here = here.substring(0, here.lastIndexOf('/', here.length() - 2) + 1);
        }
    }

    private static Optional<Row> at(List<Row> rows, String pattern, String place) {
        return rows.stream()
                .filter(r -> r.matter().equals(pattern) && r.place().equals(place))
                .findFirst();
    }

    @Test
    void aFileGoesInRowByRowAndBadRowsAreListedByLine() {
        ImportReport report = responsibility.importCsv(officer, new StringReader("""
                matter,area,unit,verifier
                *,T11,street-north,GRID_WORKER
                no such matter,T11,street-north,
                *,99,street-north,
                *,T12,nobody,
                *,T12,street-north,AUDITOR
                T-BIKES,*,bikes,
                """));

        assertThat(report.taken()).isEqualTo(2);
        assertThat(report.faults()).extracting(ImportReport.Fault::line).containsExactly(3L, 4L, 5L, 6L);
        assertThat(who(SmallTown.BIKES, SmallTown.SOUTH_PLACE)).isEqualTo("bikes");
        assertThat(responsibility
                        .find(SmallTown.SMOKE, SmallTown.NORTH_ONE_PLACE)
                        .orElseThrow()
                        .verifier())
                .isEqualTo(Role.GRID_WORKER);
    }

    @Test
    void aNeighbourMayNeitherSeeNorChangeIt() {
        row("*", SmallTown.NORTH, "street-north");
        Actor neighbour =
                new Actor(8, "south", "south", List.of(new Grant(Role.ADMINISTRATOR, SmallTown.SOUTH_PLACE, null)));
        Row north = responsibility.list(officer).getFirst();

        assertThat(responsibility.list(neighbour)).isEmpty();
        assertThatThrownBy(() -> responsibility.remove(neighbour, north.id())).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> responsibility.put(neighbour, new Row(0, "*", SmallTown.NORTH_PLACE, "bikes", null)))
                .isInstanceOf(Refusal.class);
        ImportReport report =
                responsibility.importCsv(neighbour, new StringReader("matter,area,unit\n*,T11,bikes\n*,*,bikes\n"));
        assertThat(report.taken()).isZero();
        assertThat(who(SmallTown.BIKES, SmallTown.NORTH_PLACE)).isEqualTo("street-north");
    }
}
