package org.chengmai.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.chengmai.cases.Cases;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.CaseLine;
import org.chengmai.cases.model.Command;
import org.chengmai.cases.model.Filter;
import org.chengmai.cases.model.NewPhoto;
import org.chengmai.cases.model.Outcome;
import org.chengmai.cases.model.Status;
import org.chengmai.dispatch.Responsibility;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Made-up people who carry cases on, each step after a while, through the door of cases. They keep their hands off every
 * case that a visitor has touched, and always leave a few for the visitor to try. One thread drives them.
 */
final class Crew {

    private static final Logger LOG = LoggerFactory.getLogger(Crew.class);
    private static final String BIKES = "scene:B18";
    private static final int MOST_OPEN = 500;
    /** Every so many cases one is left on the desk for the visitor … */
    private static final int LEFT_EACH = 4;
    /** … the newest ones, up to this many. */
    private static final int LEFT_MOST = 6;

    private static final int TASKS_LEFT_MOST = 3;
    private static final int REWORK_EACH = 17;
    private static final int GIVE_BACK_EACH = 23;

    private record Plan(int version, Instant at) {}

    private final Cases cases;
    private final Cast cast;
    private final Responsibility responsibility;
    private final Consumer<String> mend;
    private final Random random;
    private final double pace;
    private final Map<Long, Plan> plans = new HashMap<>();
    private final Set<Long> ofVisitor = new HashSet<>();

    /**
     * @param mend told the id of a device whose trouble was put right
     * @param pace 1 for people, less for hurried ones
     */
    Crew(Cases cases, Cast cast, Responsibility responsibility, Consumer<String> mend, Random random, double pace) {
        this.cases = cases;
        this.cast = cast;
        this.responsibility = responsibility;
        this.mend = mend;
        this.random = random;
        this.pace = pace;
    }

    /** Looks at every open case and does what is due. */
    void work(Instant now) {
        List<CaseLine> open =
                cases.list(Actor.CITY, Filter.OPEN.size(MOST_OPEN), null).cases();
        plans.keySet().retainAll(open.stream().map(CaseLine::id).toList());
        int leftOnDesk = 0;
        int leftInField = 0;
        for (CaseLine line : open) {
            if (isForDesk(line) && leftOnDesk < LEFT_MOST) {
                leftOnDesk++;
            } else if (isForField(line) && leftInField < TASKS_LEFT_MOST) {
                leftInField++;
            } else if (isDue(line, now)) {
                carryOn(line);
            }
        }
    }

    private static boolean isForDesk(CaseLine line) {
        return line.id() % LEFT_EACH == 0 && !line.automatic() && line.status().compareTo(Status.DISPATCHED) < 0;
    }

    private static boolean isForField(CaseLine line) {
        String unit = String.valueOf(line.unit());
        return line.status() == Status.DISPATCHED
                && (unit.equals(Cast.VISITED_STREET + "-cg") || unit.equals(Cast.VISITED_STREET + "-wy"));
    }

    private boolean isDue(CaseLine line, Instant now) {
        Plan plan = plans.get(line.id());
        if (plan == null || plan.version() != line.version()) {
            plan = new Plan(line.version(), now.plus(delay(line)));
            plans.put(line.id(), plan);
        }
        return !now.isBefore(plan.at());
    }

    private Duration delay(CaseLine line) {
        return switch (line.status()) {
            case REPORTED -> line.source().equals(BIKES) ? between(180, 260) : between(45, 110);
            case ACCEPTED, REGISTERED -> between(15, 40);
            case DISPATCHED -> between(8, 35);
            case HANDLING -> between(20, 60);
            case FED_BACK -> between(20, 50);
            default -> between(8, 25);
        };
    }

    private Duration between(int from, int to) {
        return Duration.ofMillis((long) (pace * 1000 * (from + random.nextInt(to - from))));
    }

    private void carryOn(CaseLine line) {
        try {
            if (!isVisitors(line.id())) {
                step(cases.get(Actor.CITY, line.id()));
            }
        } catch (Refusal refusal) {
            LOG.debug("{} is left as it is: {}", line.number(), refusal.sentence());
        }
        plans.remove(line.id());
    }

    private boolean isVisitors(long id) {
        if (!ofVisitor.contains(id)
                && cases.history(Actor.CITY, id).stream()
                        .anyMatch(e -> e.account() != 0 && !cast.isMadeUp(e.account()))) {
            ofVisitor.add(id);
        }
        return ofVisitor.contains(id);
    }

    private void step(CaseFile file) {
        switch (file.status()) {
            case REPORTED -> {
                if (!file.automatic()) {
                    by(cast.playing(Role.DISPATCHER, file.place()), file, new Command.Accept(""));
                }
            }
            case ACCEPTED, REGISTERED -> assign(file);
            case DISPATCHED -> by(cast.handler(file.unit()), file, new Command.Take());
            case HANDLING -> handle(file);
            case FED_BACK -> by(cast.playing(Role.GRID_WORKER, file.place()), file, check(file));
            case VERIFIED -> by(cast.playing(Role.DISPATCHER, file.place()), file, new Command.Close("情况属实，予以结案"));
            default -> {}
        }
    }

    private void assign(CaseFile file) {
        responsibility
                .find(file.matter(), file.place())
                .ifPresent(row -> by(
                        cast.playing(Role.DISPATCHER, file.place()),
                        file,
                        new Command.Assign(row.unit(), null, "请及时处理")));
    }

    private void handle(CaseFile file) {
        Optional<Actor> handler = cast.handler(file.unit());
        if (file.task() != null && file.task().arrivedAt() == null) {
            by(handler, file, new Command.Arrive(file.point()));
        } else if (file.id() % GIVE_BACK_EACH == 0 && file.givenBack() == 0) {
            by(handler, file, new Command.GiveBack("现场不在本单位管辖范围，请重新派遣"));
        } else {
            if (file.deviceId() != null) {
                mend.accept(file.deviceId());
            }
            by(handler, file, result(file));
        }
    }

    private Command result(CaseFile file) {
        boolean photo = file.needsPhoto() || file.deviceId() == null || random.nextBoolean();
        return new Command.FeedBack(
                random.nextInt(12) == 0 ? Outcome.EXPLAINED : Outcome.RESOLVED,
                Words.result(file.source(), random),
                photo ? List.of(new NewPhoto("done.jpg", Snapshot.jpeg(0, random))) : List.of());
    }

    private Command check(CaseFile file) {
        boolean again = file.id() % REWORK_EACH == 0
                && cases.history(Actor.CITY, file.id()).stream()
                        .noneMatch(e -> e.kind() == org.chengmai.cases.model.EventKind.REWORKED);
        return again ? new Command.Verify(false, "现场还没有完全恢复，请再处理一次") : new Command.Verify(true, "现场查看，已恢复正常");
    }

    private void by(Optional<Actor> somebody, CaseFile file, Command command) {
        somebody.ifPresent(actor -> cases.act(actor, file.id(), file.version(), command));
    }
}
