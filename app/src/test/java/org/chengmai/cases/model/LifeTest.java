package org.chengmai.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.chengmai.cases.model.Fact.Terms;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Bilingual;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever people try in whatever order, the law holds. */
class LifeTest {

    private static final String PLACE = "310107/310107005/";
    private static final Instant START = Instant.parse("2026-03-04T00:00:00Z");
    private static final WorkingTime CALENDAR = new WorkingTime(Map.of());

    private static final List<Actor> PEOPLE = List.of(
            person(1, Role.DISPATCHER, PLACE, null),
            person(2, Role.COMMANDER, "310107/", null),
            person(3, Role.UNIT_HANDLER, "", "u1"),
            person(4, Role.UNIT_HANDLER, "", "u1"),
            person(5, Role.UNIT_HANDLER, "", "u2"),
            person(6, Role.COMMITTEE, PLACE, "u2"),
            person(7, Role.DISPATCHER, "310107/310107007/", null),
            person(8, Role.AUDITOR, "", null),
            Actor.PUBLIC,
            Actor.CITY);

    private static Actor person(long account, Role role, String place, @Nullable String unit) {
        return new Actor(account, "p" + account, "P" + account, List.of(new Grant(role, place, unit)));
    }

    private static Circumstances around(Actor actor, Instant now) {
        return new Circumstances(actor, now, LifeTest::matter, unit -> unit.startsWith("u"), CALENDAR);
    }

    private static Matter matter(String code) {
        if (!code.startsWith("M")) {
            throw Refusal.notFound("matter.unknown", "Expected a matter, but " + code + ".", code);
        }
        return new Matter(
                code, new Bilingual(code, code), "g", Duration.ofHours(3), ClockKind.ALL_HOURS, code.equals("M2"));
    }

    private static Terms terms() {
        return new Terms("M1", PLACE, Severity.MINOR, false, Duration.ofHours(2), ClockKind.ALL_HOURS, false);
    }

    private static CaseState opened() {
        return Life.open(7, new Fact.Reported("desk", "1", terms(), null, null, null, 0, "t"), START);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void randomCommandsNeverBreakTheLaw(long seed) {
        RandomGenerator random = new Random(seed);
        Map<EventKind, Integer> happened = new EnumMap<>(EventKind.class);
        for (int life = 0; life < 400; life++) {
            CaseState state = opened();
            Instant now = START;
            for (int i = 0; i < 60; i++) {
                now = now.plusSeconds(random.nextInt(600));
                Command command = random.nextInt(3) == 0 ? likely(state) : anyCommand(random);
                Actor actor = random.nextBoolean() ? apt(command) : any(random, PEOPLE);
                state = tried(state, command, actor, now, happened, "seed " + seed);
            }
        }
        assertThat(happened.keySet())
                .as("seed %d reaches every kind of event", seed)
                .containsAll(java.util.EnumSet.complementOf(
                        java.util.EnumSet.of(EventKind.REPORTED, EventKind.OBSERVED, EventKind.OVERDUE)));
    }

    private static CaseState tried(
            CaseState before,
            Command command,
            Actor actor,
            Instant now,
            Map<EventKind, Integer> happened,
            String told) {
        List<Fact> facts;
        try {
            facts = Life.decide(before, command, around(actor, now));
        } catch (Refusal refusal) {
            assertThat(refusal.sentence()).startsWith("Expected").endsWith(".");
            return before;
        }
        assertThat(facts).as(told).isNotEmpty();
        CaseState state = before;
        for (Fact fact : facts) {
            CaseState after = Life.apply(state, fact, now, actor.account());
            assertLaw(state, after, fact, told);
            happened.merge(fact.kind(), 1, Integer::sum);
            state = after;
        }
        return state;
    }

    private static void assertLaw(CaseState before, CaseState after, Fact fact, String told) {
        String where = told + " " + before + " ▸ " + fact;
        assertThat(after.length()).as(where).isEqualTo(before.length() + 1);
        assertThat(after.version()).as(where).isBetween(before.version(), before.version() + 1);
        assertThat(after.work().task() != null).as(where).isEqualTo(Status.WITH_UNIT.contains(after.status()));
        assertThat(after.work().givenBack()).as(where).isBetween(0, Life.GIVE_BACKS);
        if (Status.ON_THE_CLOCK.contains(after.status())) {
            assertThat(after.times().deadline()).as(where).isNotNull();
        }
        if (before.status().over()) {
            assertThat(after.status()).as(where).isEqualTo(before.status());
        }
        if (after.status() == Status.VOID && before.status() != Status.VOID) {
            assertThat(before.work().task()).as(where).isNull();
        }
        if (before.stars() > 0) {
            assertThat(after.stars()).as(where).isEqualTo(before.stars());
        }
    }

    private static <T> T any(RandomGenerator random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** What a city in order would do next; without it few lives of chance would come to their end. */
    private static Command likely(CaseState state) {
        return switch (state.status()) {
            case REPORTED, ACCEPTED, REGISTERED -> new Command.Assign("u1", null, "w");
            case DISPATCHED -> new Command.Take();
            case HANDLING -> new Command.FeedBack(Outcome.RESOLVED, "w", List.of());
            case FED_BACK -> new Command.Verify(true, "w");
            case VERIFIED -> new Command.Close("w");
            case CLOSED, VOID -> new Command.Rate(4, "w");
        };
    }

    /** Somebody whose act it is; for the unit's commands only while the unit is his. */
    private static Actor apt(Command command) {
        return switch (command.wish()) {
            case TAKEN, ARRIVED, FED_BACK, GIVEN_BACK -> PEOPLE.get(2);
            case RATED -> Actor.PUBLIC;
            default -> PEOPLE.get(1);
        };
    }

    private static Command anyCommand(RandomGenerator random) {
        String words = random.nextInt(10) == 0 ? " " : "w";
        Long person = random.nextBoolean() ? null : (long) random.nextInt(3, 7);
        String unit = any(random, List.of("u1", "u1", "u2", "x"));
        return switch (random.nextInt(20)) {
            case 0 -> new Command.Accept(words);
            case 1 -> new Command.Register(any(random, List.of("M1", "M2", "N")), null, words);
            case 2, 3 -> new Command.Assign(unit, person, words);
            case 4 -> new Command.Reassign(unit, person, words);
            case 5, 6 -> new Command.Take();
            case 7 -> new Command.Arrive(null);
            case 8 -> new Command.FeedBack(any(random, List.of(Outcome.values())), words, List.of());
            case 9 -> new Command.Verify(random.nextBoolean(), words);
            case 10 -> new Command.Close(words);
            case 11, 17, 18 -> new Command.GiveBack(words);
            case 12 -> new Command.Unlock(words);
            case 13 -> new Command.Rework(words);
            case 14 -> new Command.ReturnToRegistrar(words);
            case 15 -> new Command.ReturnToReporter(words);
            case 16 ->
                random.nextInt(4) == 0 ? new Command.MakeVoid(words) : new Command.Rate(random.nextInt(7), words);
            default -> new Command.Note(words);
        };
    }

    @Test
    void theClockCountsFromTheFirstRegistration() {
        Actor desk = PEOPLE.getFirst();
        CaseState state = all(opened(), desk, START, new Command.Register(""));
        Instant first = state.times().deadline();
        Instant later = START.plusSeconds(3_600);

        state = all(state, desk, later, new Command.ReturnToRegistrar("wrong matter"));
        state = all(state, desk, later, new Command.Register("M2", null, ""));

        assertThat(first).isEqualTo(START.plus(Duration.ofHours(2)));
        assertThat(state.times().deadline()).isEqualTo(START.plus(Duration.ofHours(3)));
        assertThat(state.terms().needsPhoto()).isTrue();
    }

    @Test
    void aRefusalSaysWishAndObstacle() {
        CaseState given = all(opened(), PEOPLE.getFirst(), START, new Command.Assign("u1", null, ""));

        assertRefused(given, new Command.Close(""), 0, "Expected to close case C-7, but unit u1 still has it.");
        assertRefused(
                given, new Command.Take(), 4, "Expected to take case C-7, but it is given to unit u1, not to P5.");
        assertRefused(given, new Command.GiveBack(" "), 2, "Expected to give back case C-7, but no reason is given.");
        assertRefused(given, new Command.Accept(""), 0, "Expected to accept case C-7, but it is DISPATCHED.");
        assertRefused(
                given,
                new Command.Assign("u2", null, ""),
                6,
                "Expected p7 to hold DISPATCH_CASE in '310107/310107005/', but no role gives it.");
    }

    private static void assertRefused(CaseState state, Command command, int person, String sentence) {
        try {
            Life.decide(state, command, around(PEOPLE.get(person), START));
        } catch (Refusal refusal) {
            assertThat(refusal.sentence()).isEqualTo(sentence);
            return;
        }
        fail("Expected a refusal: " + sentence);
    }

    private static CaseState all(CaseState state, Actor actor, Instant now, Command command) {
        CaseState after = state;
        for (Fact fact : new ArrayList<>(Life.decide(state, command, around(actor, now)))) {
            after = Life.apply(after, fact, now, actor.account());
        }
        return after;
    }
}
