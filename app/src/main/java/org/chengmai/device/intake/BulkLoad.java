package org.chengmai.device.intake;

import java.util.ArrayList;
import java.util.List;
import org.chengmai.device.Device;
import org.chengmai.device.model.KeptAside;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** One bulk load on its way: good lines go in at once, faults are gathered by line, the end waits for the commit. */
public final class BulkLoad {

    private static final int MOST_FAULTS = 1_000;
    private static final String TOPIC = "/api/v1/bulk";

    /** A line of which something was not taken. {@code line} counts from 1. */
    public record Fault(long line, String reason) {}

    private final HttpDoor door;
    private final @Nullable Device sender;
    private final List<Fault> faults = new ArrayList<>();
    private int spoke = -1;
    private long lines;
    private long readings;
    private long bad;

    BulkLoad(HttpDoor door, @Nullable Device sender) {
        this.door = door;
        this.sender = sender;
    }

    /** Takes one line; an empty one says nothing. */
    public void line(byte[] bytes, int size) {
        lines++;
        if (size == 0) {
            return;
        }
        if (sender != null && !door.holds(sender)) {
            throw Refusal.notSignedIn(
                    "intake.revoked",
                    "Expected the token of gateway %s to hold to the end, but it was revoked before line %d."
                            .formatted(sender.id(), lines),
                    sender.id(),
                    lines);
        }
        HttpDoor.Outcome outcome = door.put(
                reader -> {
                    Message message =
                            reader.line(sender, bytes, size, TOPIC, door.clock().millis());
                    note(message.aside);
                    spoke = message.size > 0 ? message.devices[0] : -1;
                    return message;
                },
                null,
                door.patience());
        readings += outcome.readings();
        if (sender == null && spoke >= 0) {
            door.countLine(spoke);
        }
    }

    /** A line beyond the limit, which was not read. */
    public void tooLong() {
        lines++;
        fault("TOO_LARGE");
    }

    private void note(List<KeptAside> aside) {
        aside.forEach(one -> fault(one.reason().name()));
    }

    private void fault(String reason) {
        bad++;
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Fault(lines, reason));
        }
    }

    /** Waits until every line so far is committed. */
    public void await() {
        HttpDoor.Waiting waiting = new HttpDoor.Waiting();
        long until = door.patience();
        door.put(PayloadReader::nothing, waiting, until);
        waiting.await(until);
    }

    public long lines() {
        return lines;
    }

    public long readings() {
        return readings;
    }

    /** How many faults there are; {@link #faults} lists the first thousand. */
    public long bad() {
        return bad;
    }

    public List<Fault> faults() {
        return List.copyOf(faults);
    }
}
