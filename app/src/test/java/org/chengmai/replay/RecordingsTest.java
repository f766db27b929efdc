package org.chengmai.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.chengmai.kernel.Refusal;
import org.chengmai.replay.Recording.Moment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingsTest {

    private static final String HOME = """
            Start time          	End time            	Location	Type		Place
            --------------------	--------------------	--------	--------	-----
            2011-11-28 08:00:00		2011-11-28 08:30:00		Bed		Pressure	Bedroom
            2011-11-28 08:31:00		2011-11-28 08:31:10		Fridge		Magnetic	Kitchen
            2011-11-28 08:31:05		2011-11-28 10:00:00		Cooktop		PIR		Kitchen
            """;

    @TempDir
    private Path folder;

    private Recording read(String name, String text, String as, @Nullable String until) {
        try {
            Path file = folder.resolve(name);
            Files.writeString(file, text);
            return Recordings.read(file, as, until);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> told(Recording recording) {
        return recording.moments().stream()
                .map(m -> m.thing() + " +" + (m.atMillis() - recording.startMillis()) / 1000 + " " + m.values())
                .toList();
    }

    @Test
    void aHomeIsOnWhileAnySensorOfTheRoomIsAndBeatsEveryHour() {
        Recording home = read("home.txt", HOME, "home-activity", null);

        assertThat(told(home))
                .contains(
                        "home +0 {bed=1.0}",
                        "home +0 {heartbeat=0.0}",
                        "home +600 {bed=1.0}",
                        "home +1200 {bed=1.0}",
                        "home +1800 {bed=0.0}",
                        "home +1860 {kitchen=1.0}",
                        "home +1865 {kitchen=1.0}",
                        "home +1870 {kitchen=1.0}",
                        "home +2465 {kitchen=1.0}",
                        "home +3600 {heartbeat=1.0}",
                        "home +7200 {kitchen=0.0}",
                        "home +7200 {heartbeat=2.0}")
                .filteredOn(m -> m.contains("kitchen=0"))
                .hasSize(1);
    }

    @Test
    void aHomeThatFallsQuietStillBeats() {
        Recording cut = read("home.txt", HOME, "home-activity", "2011-11-28 08:50:00");

        assertThat(told(cut)).contains("home +3000 {kitchen=1.0}").noneMatch(m -> m.contains("+3065"));
        assertThat(cut.moments().getLast())
                .isEqualTo(new Moment("home", cut.startMillis() + 7_200_000, java.util.Map.of("heartbeat", 2.0)));
    }

    @Test
    void smokeIsASecondARowWithoutItsLabel() throws IOException {
        Path file = folder.resolve("smoke.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(",Temperature[C],Humidity[%],eCO2[ppm],Fire Alarm\n0,20,57.36,400,0\n1,21,57,410,1\n"
                    .getBytes(StandardCharsets.UTF_8));
        }
        assertThat(told(Recordings.read(file, "smoke", null)))
                .containsExactly(
                        "sensor +0 {temperature=20.0, humidity=57.36, eco2=400.0}",
                        "sensor +1 {temperature=21.0, humidity=57.0, eco2=410.0}");
    }

    @Test
    void aBaySaysItsStateWhenItChangedAndWhenItWasHeard() {
        String bays = """
                \uFEFFLastupdated,Status_Timestamp,Zone_Number,Status_Description,KerbsideID,Location
                2025-01-01T10:00:00+08:00,2025-01-01T09:00:00+08:00,,Present,7,"-37.8, 144.9"
                2025-01-01T10:00:00+08:00,2025-01-01T09:30:00+08:00,,Unoccupied,8,"-37.8, 144.9"
                """;

        assertThat(told(read("bays.csv", bays, "parking", null)))
                .containsExactly(
                        "7 +0 {occupied=1.0}",
                        "8 +1800 {occupied=0.0}",
                        "7 +3600 {occupied=1.0}",
                        "8 +3600 {occupied=0.0}");
    }

    @Test
    void thePlainFormatSuitsEveryKind() {
        String plain = "device,ts,channel,value\na,1700000000000,open,1\nb,2023-11-14T22:13:21Z,open,0\n";

        Recording recording = read("plain.csv", plain, "stair-door", null);

        assertThat(told(recording)).containsExactly("a +0 {open=1.0}", "b +1 {open=0.0}");
        assertThat(recording.things().values()).allMatch(t -> t.kind().equals("stair-door"));
    }

    @Test
    void whatIsWrongIsSaidWithItsLine() {
        assertThatThrownBy(() -> read("home.txt", HOME + "2011-11-28 nonsense\n", "home-activity", null))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("line 6");
        assertThatThrownBy(() -> read("plain.csv", "device,ts,channel,value\na,now,open,1\n", "door", null))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Line 2");
        assertThatThrownBy(() -> Recordings.read(folder.resolve("none"), "smoke", null))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("there is none");
        assertThatThrownBy(() -> ReplayOptions.parse(List.of("x.csv", "--speed", "2")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--as KIND");
        assertThatThrownBy(() -> ReplayOptions.parse(List.of("x.csv", "--as", "smoke", "--fast")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("'--fast'");
    }
}
