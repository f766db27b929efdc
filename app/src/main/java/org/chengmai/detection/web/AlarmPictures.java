package org.chengmai.detection.web;

import java.time.Duration;
import java.util.Optional;
import org.chengmai.cases.Cases;
import org.chengmai.detection.AlarmLine;
import org.chengmai.detection.Alarms;
import org.chengmai.device.Devices;
import org.chengmai.device.Snapshot;
import org.chengmai.device.Snapshots;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Refusal;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What a camera saw when it raised an alarm, for whoever may see the alarm, or the case that carries it. */
@Controller
class AlarmPictures {

    private final Alarms alarms;
    private final Cases cases;
    private final Devices devices;
    private final Snapshots snapshots;

    AlarmPictures(Alarms alarms, Cases cases, Devices devices, Snapshots snapshots) {
        this.alarms = alarms;
        this.cases = cases;
        this.devices = devices;
        this.snapshots = snapshots;
    }

    /** The snapshot of an alarm, if its device sent one about then. */
    Optional<Snapshot> of(AlarmLine alarm) {
        return devices.find(alarm.deviceId()).flatMap(device -> snapshots.near(device.no(), alarm.raisedAt()));
    }

    @GetMapping("/back/alarms/{id}/snapshot")
    ResponseEntity<byte[]> ofAlarm(Actor actor, @PathVariable long id) {
        return show(alarms.find(actor, id), id);
    }

    @GetMapping("/cases/{caseId}/alarms/{id}/snapshot")
    ResponseEntity<byte[]> ofCase(Actor actor, @PathVariable long caseId, @PathVariable long id) {
        cases.get(actor, caseId);
        return show(
                alarms.ofCase(caseId).stream().filter(alarm -> alarm.id() == id).findFirst(), id);
    }

    /** A snapshot never changes, so the browser keeps it for a day, for this person only. */
    private ResponseEntity<byte[]> show(Optional<AlarmLine> alarm, long id) {
        byte[] jpeg = alarm.flatMap(this::of)
                .flatMap(snapshots::image)
                .orElseThrow(() -> Refusal.notFound(
                        "snapshot.unknown", "Expected a snapshot of alarm %d, but there is none.".formatted(id), id));
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePrivate())
                .header("X-Content-Type-Options", "nosniff")
                .body(jpeg);
    }
}
