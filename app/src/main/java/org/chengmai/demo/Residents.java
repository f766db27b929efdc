package org.chengmai.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.chengmai.area.Area;
import org.chengmai.area.Areas;
import org.chengmai.area.Level;
import org.chengmai.cases.Cases;
import org.chengmai.cases.Matters;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.NewPhoto;
import org.chengmai.cases.model.Report;
import org.chengmai.cases.model.Reporter;
import org.chengmai.cases.model.Severity;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Point;
import org.chengmai.kernel.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Made-up residents: one reports a trouble every few minutes, and rates what came of it. Driven by the thread of its agenda. */
final class Residents {

    private static final Logger LOG = LoggerFactory.getLogger(Residents.class);
    private static final String REF = "simulated-";
    private static final Duration FIRST = Duration.ofSeconds(20);
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(100);
    private static final int PAUSE_SPAN_SECONDS = 120;
    private static final int RATING_SPAN_SECONDS = 60;
    private static final int[] STARS = {5, 5, 5, 4, 4, 5, 3, 4};

    private final Cases cases;
    private final Matters matters;
    private final Areas areas;
    private final Agenda agenda;
    private final Random random;

    Residents(Cases cases, Matters matters, Areas areas, Agenda agenda, Random random) {
        this.cases = cases;
        this.matters = matters;
        this.areas = areas;
        this.agenda = agenda;
        this.random = random;
    }

    void begin(Instant start) {
        Instant then = start.plus(FIRST);
        agenda.at(then, () -> complain(then));
    }

    private void complain(Instant now) {
        List<Words.Trouble> known = Words.TROUBLES.stream()
                .filter(t -> matters.find(t.matter()).isPresent())
                .toList();
        if (!known.isEmpty()) {
            report(known.get(random.nextInt(known.size())));
        }
        Instant next = now.plus(LEAST_PAUSE).plusSeconds(random.nextInt(PAUSE_SPAN_SECONDS));
        agenda.at(next, () -> complain(next));
    }

    private void report(Words.Trouble trouble) {
        List<Area> committees = areas.below("", Level.COMMITTEE);
        Area committee = committees.get(random.nextInt(committees.size()));
        Point point = committee.centre();
        try {
            cases.report(new Report(
                    "portal",
                    REF + UUID.randomUUID(),
                    trouble.matter(),
                    point,
                    committee.place(),
                    areas.namesOf(committee.place()) + "附近",
                    trouble.words().substring(0, trouble.words().indexOf('，')),
                    trouble.words(),
                    Severity.MINOR,
                    false,
                    null,
                    new Reporter("示例居民", "1380000%04d".formatted(random.nextInt(10_000))),
                    List.of(new NewPhoto("trouble.jpg", Snapshot.jpeg(trouble.things(), random))),
                    null,
                    null));
        } catch (Refusal refusal) {
            LOG.debug("A simulated resident was refused: {}", refusal.sentence());
        }
    }

    /** A case is over; a made-up resident's is rated a little later. */
    void over(long id, String source, String sourceRef, Instant now) {
        if (source.equals("portal") && sourceRef.startsWith(REF)) {
            agenda.at(now.plusSeconds(5 + random.nextInt(RATING_SPAN_SECONDS)), () -> rate(id));
        }
    }

    private void rate(long id) {
        try {
            CaseFile file = cases.get(Actor.CITY, id);
            int stars = STARS[random.nextInt(STARS.length)];
            cases.rate(file.code(), stars, Words.rating(stars, random));
        } catch (Refusal refusal) {
            LOG.debug("A simulated rating was refused: {}", refusal.sentence());
        }
    }
}
