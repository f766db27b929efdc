package org.chengmai.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chengmai.area.Areas;
import org.chengmai.area.ExampleDistrict;
import org.chengmai.area.Gcj02;
import org.chengmai.area.Level;
import org.chengmai.city.CityTest;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Point;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/**
 * The published outline of Putuo (GCJ-02, {@code shanghai-geo} below the folder CHENGMAI_REAL_DATA) against the sketch of
 * the example district and against known places.
 */
@Tag("realdata")
@EnabledIfEnvironmentVariable(named = "CHENGMAI_REAL_DATA", matches = ".+")
@CityTest
@TestPropertySource(properties = "chengmai.data=target/test-putuo")
class PutuoOutlineTest {

    /** Inside by the map, WGS-84: the middle of Changfeng Park's lake, Caoyang Road station, Shanghai West railway station. */
    private static final List<Point> INSIDE =
            List.of(new Point(121.3915, 31.2250), new Point(121.4125, 31.2400), new Point(121.3975, 31.2640));

    /** Outside: People's Square, Hongqiao airport, Jing'an Temple. */
    private static final List<Point> OUTSIDE =
            List.of(new Point(121.4700, 31.2310), new Point(121.3360, 31.1970), new Point(121.4410, 31.2240));

    @Autowired
    private Areas areas;

    @Autowired
    private ExampleDistrict example;

    @Test
    void thePublishedOutlineComesInAndTheSketchIsClose() throws IOException {
        example.load(Actor.CITY);
        List<Point> centres = areas.below("", Level.COMMITTEE).stream()
                .flatMap(a -> java.util.stream.Stream.ofNullable(a.centre()))
                .toList();

        ImportReport report = published();
        assertThat(report.taken()).isEqualTo(1);
        assertThat(report.faults()).hasSize(15).allMatch(f -> f.reason().contains("there is no area 3101"));
        assertThat(areas.get(ExampleDistrict.ID).approximate()).isFalse();

        assertThat(INSIDE).allMatch(p -> areas.at(p).isPresent());
        assertThat(OUTSIDE).noneMatch(p -> areas.at(p).isPresent());
        assertThat(areas.geoJson(org.chengmai.kernel.Reach.EVERYTHING, Level.DISTRICT))
                .contains("\"approximate\":false");
        assertThat(centres).hasSize(285);
    }

    @Test
    void thereAndBackAlongThePublishedOutlineStaysWithinAMetre() throws IOException {
        String text = Files.readString(file());
        var pairs = java.util.regex.Pattern.compile("\\[(121\\.\\d+),\\s*(3[01]\\.\\d+)]")
                .matcher(text);
        int count = 0;
        while (pairs.find()) {
            Point gcj = new Point(Double.parseDouble(pairs.group(1)), Double.parseDouble(pairs.group(2)));
            Point wgs = Gcj02.toWgs84(gcj);
            assertThat(Gcj02.fromWgs84(wgs).metresTo(gcj)).isLessThan(0.01);
            assertThat(wgs.metresTo(gcj)).isBetween(400.0, 600.0);
            count++;
        }
        assertThat(count).isGreaterThan(1000);
    }

    private ImportReport published() throws IOException {
        try (InputStream file = Files.newInputStream(file())) {
            return areas.importPolygons(Actor.CITY, file, true);
        }
    }

    private static Path file() {
        return Path.of(System.getenv("CHENGMAI_REAL_DATA"), "shanghai-geo", "shanghai_districts_datav.geojson");
    }
}
