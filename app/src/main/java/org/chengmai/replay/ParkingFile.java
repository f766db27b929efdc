package org.chengmai.replay;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chengmai.replay.Recording.Moment;
import org.chengmai.replay.Recording.Thing;

/**
 * A snapshot of parking bay sensors (City of Melbourne): what each bay is, since when, and when it was last heard. Each bay
 * says its state at both times, as the sensor of a fire lane.
 */
final class ParkingFile {

    static final String KIND = "fire-lane";

    private ParkingFile() {}

    static Recording read(String csv) {
        Map<String, Thing> things = new LinkedHashMap<>();
        List<Moment> moments = new ArrayList<>();
        List<String> columns = List.of("Lastupdated", "Status_Timestamp", "Status_Description", "KerbsideID");
        Recordings.rows(csv, columns, row -> {
            String bay = row.must("KerbsideID");
            things.put(bay, new Thing(bay, KIND, null, null));
            double occupied = row.must("Status_Description").equals("Present") ? 1 : 0;
            long since = millis(row.must("Status_Timestamp"));
            long heard = millis(row.must("Lastupdated"));
            moments.add(new Moment(bay, since, Map.of("occupied", occupied)));
            if (heard > since) {
                moments.add(new Moment(bay, heard, Map.of("occupied", occupied)));
            }
        });
        return Recording.of(things.values(), moments);
    }

    private static long millis(String time) {
        return OffsetDateTime.parse(time).toInstant().toEpochMilli();
    }
}
