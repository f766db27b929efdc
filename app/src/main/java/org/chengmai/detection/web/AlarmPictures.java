package org.chengmai.detection.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chengmai.cases.Cases;
import org.chengmai.detection.AlarmLine;
import org.chengmai.detection.Alarms;
import org.chengmai.device.Devices;
import org.chengmai.device.Snapshots;
import org.chengmai.device.Snapshots.Pictures;
import org.chengmai.device.Snapshots.Span;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Refusal;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

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

    /** By number of the alarm what its device saw when it was raised, and last; only of those whose device sent any. */
    Map<Long, Pictures> of(List<AlarmLine> of) {
        return snapshots.during(of.stream()
                .flatMap(alarm -> devices
                        .find(alarm.deviceId())
                        .map(device -> new Span(alarm.id(), device.no(), alarm.raisedAt(), last(alarm)))
                        .stream())
                .toList());
    }

    private static Instant last(AlarmLine alarm) {
        return alarm.lastAt().isBefore(alarm.raisedAt()) ? alarm.raisedAt() : alarm.lastAt();
    }

    @GetMapping("/back/alarms/{id}/snapshot")
    ResponseEntity<byte[]> ofAlarm(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "0") long newest) {
        return show(alarms.find(actor, id), id, newest);
    }

    @GetMapping("/cases/{caseId}/alarms/{id}/snapshot")
    ResponseEntity<byte[]> ofCase(
            Actor actor,
            @PathVariable long caseId,
            @PathVariable long id,
            @RequestParam(defaultValue = "0") long newest) {
        cases.get(actor, caseId);
        return show(
                alarms.ofCase(caseId).stream().filter(alarm -> alarm.id() == id).findFirst(), id, newest);
    }

    /**
     * A snapshot never changes, so the browser keeps it for a day, for this person only.
     *
     * @param newest 0 for the picture of the beginning; else the newest is wanted, and this keeps it apart from an older one
     */
    private ResponseEntity<byte[]> show(Optional<AlarmLine> alarm, long id, long newest) {
        byte[] jpeg = alarm.map(line -> of(List.of(line)).get(id))
                .flatMap(seen -> snapshots.image(newest == 0 ? seen.first() : seen.newest()))
                .orElseThrow(() -> Refusal.notFound(
                        "snapshot.unknown", "Expected a snapshot of alarm %d, but there is none.".formatted(id), id));
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePrivate())
                .header("X-Content-Type-Options", "nosniff")
                .body(jpeg);
    }
}
