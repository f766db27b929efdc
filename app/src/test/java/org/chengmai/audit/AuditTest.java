package org.chengmai.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.chengmai.city.CityTest;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The chain under hurry, rollback and tampering. */
@CityTest
class AuditTest {

    private static final Actor AUDITOR = holder("auditor", Role.AUDITOR, "");
    private static final Actor EAST = holder("east", Role.DISPATCHER, "9/91/");
    private static final Actor WEST = holder("west", Role.DISPATCHER, "9/92/");

    @Autowired
    private Audit audit;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient database;

    private final String subject = UUID.randomUUID().toString();

    private static Actor holder(String login, Role role, String place) {
        return new Actor(900, login, login, List.of(new Grant(role, place, null)));
    }

    private static Filter about(String subject) {
        return new Filter("", "", subject, null, null, false);
    }

    private List<String> story(Actor reader) {
        return audit.list(reader, about(subject), 0).items().stream()
                .map(e -> "%s %s %s%s".formatted(e.login(), e.action(), e.detail(), e.refused() ? " ✗" : ""))
                .toList();
    }

    @Test
    void whatIsDoneIsWrittenAndWhatIsRolledBackIsNot() {
        transactions.executeWithoutResult(status -> {
            audit.record(EAST, "case.assign", subject, "first");
            audit.record(EAST, "case.assign", subject, "second");
        });
        transactions.executeWithoutResult(status -> {
            audit.record(EAST, "case.close", subject, "never");
            audit.recordRefused(EAST, "case.close", subject, "not yours");
            status.setRollbackOnly();
        });
        audit.record(EAST, "see.personal", subject, "phone");

        assertThat(story(AUDITOR))
                .containsExactly(
                        "east see.personal phone",
                        "east case.close not yours ✗",
                        "east case.assign second",
                        "east case.assign first");
    }

    @Test
    void manyWritersKeepOneChain() {
        int writers = 6;
        int each = 20;
        CyclicBarrier start = new CyclicBarrier(writers);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int w = 0; w < writers; w++) {
            Actor writer = holder("writer" + w, Role.DISPATCHER, "9/91/");
            all.add(CompletableFuture.runAsync(
                    () -> {
                        await(start);
                        IntStream.range(0, each)
                                .forEach(i -> transactions.executeWithoutResult(status -> {
                                    audit.record(writer, "case.note", subject, "a" + i);
                                    audit.record(writer, "case.note", subject, "b" + i);
                                }));
                    },
                    Thread::startVirtualThread));
        }
        all.forEach(CompletableFuture::join);

        assertThat(audit.list(AUDITOR, about(subject), 0).total()).isEqualTo(2L * writers * each);
        assertThat(audit.verify(AUDITOR).whole()).isTrue();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void nothingIsChangedOrTakenAway() {
        audit.record(EAST, "case.assign", subject, "stands");
        for (String attack : List.of(
                "update audit.entry set detail = 'x'",
                "delete from audit.entry",
                "truncate audit.entry",
                "truncate audit.head",
                "delete from audit.head",
                "update audit.head set seq = 0")) {
            assertThatThrownBy(() -> database.sql(attack).update()).as(attack).isInstanceOf(DataAccessException.class);
        }
        assertThat(story(AUDITOR)).containsExactly("east case.assign stands");
    }

    @Test
    void whatTheOwnerOfTheDatabaseChangesIsFound() {
        audit.record(EAST, "case.assign", subject, "true");
        audit.record(EAST, "case.close", subject, "last");
        long seq = audit.list(AUDITOR, about(subject), 0).items().getLast().seq();

        forced("update audit.entry set detail = 'false' where seq = " + seq);
        Verification changed = audit.verify(AUDITOR);
        forced("update audit.entry set detail = 'true' where seq = " + seq);

        assertThat(changed.brokenAt()).isEqualTo(seq);
        assertThat(changed.why()).isEqualTo("Expected entry %d to match its hash, but it was changed.".formatted(seq));
        assertThat(audit.verify(AUDITOR).whole()).isTrue();
    }

    @Test
    void whatIsCutOutOrCutOffIsFound() {
        audit.record(EAST, "case.assign", subject, "one");
        audit.record(EAST, "case.close", subject, "two");
        long last = audit.list(AUDITOR, about(subject), 0).items().getFirst().seq();

        transactions.executeWithoutResult(status -> {
            database.sql("alter table audit.entry disable trigger append_only").update();
            database.sql("delete from audit.entry where seq = :seq")
                    .param("seq", last)
                    .update();
            Verification off = walk();
            assertThat(off.brokenAt()).isEqualTo(last);
            assertThat(off.why()).contains("cut off");
            status.setRollbackOnly();
        });
        transactions.executeWithoutResult(status -> {
            database.sql("alter table audit.entry disable trigger append_only").update();
            database.sql("delete from audit.entry where seq = :seq")
                    .param("seq", last - 1)
                    .update();
            assertThat(walk().brokenAt()).isEqualTo(last - 1);
            status.setRollbackOnly();
        });
    }

    @Autowired
    private Chain chain;

    private Verification walk() {
        return chain.walk();
    }

    private void forced(String sql) {
        transactions.executeWithoutResult(status -> {
            database.sql("alter table audit.entry disable trigger append_only").update();
            database.sql(sql).update();
            database.sql("alter table audit.entry enable trigger append_only").update();
        });
    }

    @Test
    void anAuditorSeesThePeopleOfTheOwnPlaceOnly() {
        audit.record(EAST, "case.assign", subject, "east");
        audit.record(WEST, "case.assign", subject, "west");
        audit.record(Actor.CITY, "case.overdue", subject, "city");

        assertThat(story(holder("a", Role.AUDITOR, "9/91/"))).containsExactly("east case.assign east");
        assertThat(story(holder("a", Role.AUDITOR, "9/92/"))).containsExactly("west case.assign west");
        assertThat(story(holder("a", Role.AUDITOR, "9/"))).hasSize(3);
        assertThat(story(holder("a", Role.AUDITOR, "8/"))).containsExactly("city case.overdue city");
    }

    @Test
    void onlyAuditorsLookIn() {
        for (Role role : Role.values()) {
            if (role != Role.AUDITOR) {
                Actor other = holder("other", role, "");
                assertThatThrownBy(() -> audit.list(other, Filter.ALL, 0)).isInstanceOf(Refusal.class);
                assertThatThrownBy(() -> audit.verify(other)).isInstanceOf(Refusal.class);
                assertThatThrownBy(() -> audit.export(other, Filter.ALL, e -> {}))
                        .isInstanceOf(Refusal.class);
            }
        }
    }

    @Test
    void strangeTextIsKeptAndStillFits() {
        audit.record(EAST, "case.note", subject, "zero \0, half \ud83d, 城脉 🏙, ' \" ; --");

        assertThat(story(AUDITOR)).containsExactly("east case.note zero  , half ?, 城脉 🏙, ' \" ; --");
        assertThat(audit.verify(AUDITOR).whole()).isTrue();
    }
}
