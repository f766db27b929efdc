package org.chengmai.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Deeds are done when they are due, in order. */
class AgendaTest {

    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    @Test
    void whatIsDueIsDoneInTheOrderOfItsMoments() {
        Agenda agenda = new Agenda();
        List<String> done = new ArrayList<>();
        agenda.at(START.plusSeconds(2), () -> done.add("second"));
        agenda.at(START.plusSeconds(1), () -> done.add("first"));
        agenda.at(START.plusSeconds(2), () -> done.add("third"));
        agenda.at(START.plusSeconds(9), () -> done.add("later"));
        assertThat(agenda.doDue(START)).isZero();
        assertThat(agenda.doDue(START.plusSeconds(5))).isEqualTo(3);
        assertThat(done).containsExactly("first", "second", "third");
    }
}
