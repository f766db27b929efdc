package org.chengmai.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Role;
import org.junit.jupiter.api.Test;

/** Outlines from a file, what goes in, and one sentence for each feature that does not. */
class OutlineFileTest {

    private static final String SQUARE = "[[[0,0],[1,0],[1,1],[0,1],[0,0]]]";
    private static final List<Area> TREE = List.of(
            new Area("1", "1/", null, Level.DISTRICT, "区", null, false),
            new Area("11", "1/11/", "1", Level.STREET, "甲街道", null, false),
            new Area("12", "1/12/", "1", Level.STREET, "乙街道", null, false));

    private static OutlineFile file(String json) {
        return OutlineFile.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), false);
    }

    private static OutlineFile collection(String... features) {
        return file("{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}");
    }

    private static String feature(String id, String type, String coordinates) {
        return "{\"type\":\"Feature\",\"properties\":{\"id\":%s},\"geometry\":{\"type\":\"%s\",\"coordinates\":%s}}"
                .formatted(id, type, coordinates);
    }

    private static List<String> story(Actor actor, OutlineFile file) {
        OutlineImport plan = new OutlineImport(actor, TREE, file);
        List<String> lines = new ArrayList<>();
        plan.taken().forEach(o -> lines.add("+ " + o.id() + " " + o.shape().getArea()));
        plan.report().faults().forEach(f -> lines.add("- " + f.line() + ": " + f.reason()));
        return lines;
    }

    @Test
    void badFeaturesAreListedAndGoodOnesGoIn() {
        assertThat(story(
                        Actor.CITY,
                        collection(
                                feature("\"11\"", "Polygon", SQUARE),
                                feature("12", "Polygon", "[[[0,0],[1,1],[1,0],[0,1],[0,0]]]"),
                                feature("\"99\"", "Polygon", SQUARE),
                                feature("\"12\"", "LineString", "[[0,0],[1,1]]"),
                                feature("\"11\"", "Polygon", SQUARE),
                                feature("\"\"", "Polygon", SQUARE),
                                feature("\"12\"", "Polygon", "[[[0,0],[1,0],[1,1],[0,1]]]"),
                                feature("\"12\"", "Polygon", "[[[0,0],[1,\"x\"],[1,1],[0,0]]]"),
                                feature("\"12\"", "Polygon", "[[[0,0],[1,200],[1,1],[0,0]]]"),
                                "{\"type\":\"Feature\",\"id\":\"12\",\"geometry\":null}",
                                feature("\"1\"", "MultiPolygon", "[" + SQUARE + "]"))))
                .containsExactly(
                        "+ 11 1.0",
                        "+ 1 1.0",
                        "- 2: Expected the outline of 12 to be a simple area, but it has a fault at 0.500000, 0.500000: self-intersection.",
                        "- 3: Expected the outline of an area of the tree, but there is no area 99.",
                        "- 4: Expected the outline of 12 to be a Polygon or MultiPolygon, but it is LineString.",
                        "- 5: Expected one outline of 11, but the file brings another here.",
                        "- 6: Expected the feature to name its area by id, adcode or code, but it names none.",
                        "- 7: Expected the outline of 12 to be rings of at least four positions that end where they begin, but one is not.",
                        "- 8: Expected the outline of 12 to consist of positions [longitude, latitude], but found [1,\"x\"].",
                        "- 9: Expected longitude in [-180, 180] and latitude in [-90, 90], but got 1.0, 200.0.",
                        "- 10: Expected the outline of 12 to be a Polygon or MultiPolygon, but it is missing.");
    }

    @Test
    void aNeighboursOutlineIsOutOfReach() {
        Actor street = new Actor(7, "wang", "王", List.of(new Grant(Role.ADMINISTRATOR, "1/11/", null)));

        assertThat(story(
                        street, collection(feature("\"11\"", "Polygon", SQUARE), feature("\"12\"", "Polygon", SQUARE))))
                .containsExactly(
                        "+ 11 1.0", "- 2: Expected wang to hold MANAGE_AREAS in '1/12/', but no role gives it.");
    }

    @Test
    void aFileOfAnotherKindIsRefusedWhole() {
        assertThatThrownBy(() -> file("{\"type\":\"FeatureCollection\",\"features\":["))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> file("[1,2]")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> file("")).isInstanceOf(Refusal.class);
        assertThatThrownBy(
                        () -> file(
                                "{\"type\":\"FeatureCollection\",\"crs\":{\"properties\":{\"name\":\"EPSG:3857\"}},\"features\":[]}"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("EPSG:3857");
    }

    @Test
    void shiftedCoordinatesAreSetRight() {
        OutlineFile file = OutlineFile.read(
                new ByteArrayInputStream(("{\"type\":\"FeatureCollection\",\"features\":["
                                + feature(
                                        "\"11\"", "Polygon", "[[[121.4,31.2],[121.5,31.2],[121.5,31.3],[121.4,31.2]]]")
                                + "]}")
                        .getBytes(StandardCharsets.UTF_8)),
                true);

        double lon = file.features().getFirst().shape().getCoordinate().x;
        assertThat(lon).isBetween(121.395, 121.396);
    }
}
