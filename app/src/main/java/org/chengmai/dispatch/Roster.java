package org.chengmai.dispatch;

import java.io.Reader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.chengmai.audit.Audit;
import org.chengmai.identity.Account;
import org.chengmai.identity.Accounts;
import org.chengmai.identity.Unit;
import org.chengmai.identity.Units;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Reach;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Table;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Who of a unit is on duty when: shifts from–to, in city time on paper and as instants inside. */
@Component
public class Roster {

    /** One person's duty from {@code starts} until just before {@code ends}. */
    public record Shift(long id, String unit, long account, Instant starts, Instant ends) {}

    /**
     * Who can be called now.
     *
     * @param rostered whether the unit keeps a roster; without one everybody active of the unit is on duty
     */
    public record OnDuty(boolean rostered, List<Account> people) {}

    private final RosterStore store;
    private final Accounts accounts;
    private final Units units;
    private final Audit audit;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    Roster(
            RosterStore store,
            Accounts accounts,
            Units units,
            Audit audit,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.store = store;
        this.accounts = accounts;
        this.units = units;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Who of the unit is on duty at {@code at}. A roster whose last shift is over counts as none. */
    public OnDuty onDuty(String unit, Instant at) {
        List<Account> active = accounts.ofUnit(unit);
        if (!store.keepsRoster(unit, at)) {
            return new OnDuty(false, active);
        }
        Set<Long> now = Set.copyOf(store.onDuty(unit, at));
        return new OnDuty(
                true, active.stream().filter(a -> now.contains(a.id())).toList());
    }

    /** The accounts to tell about something for the unit: those on duty, or everybody active when nobody is. */
    Set<Long> reachable(String unit) {
        OnDuty duty = onDuty(unit, clock.instant());
        List<Account> people = duty.people().isEmpty() ? accounts.ofUnit(unit) : duty.people();
        return people.stream().map(Account::id).collect(Collectors.toSet());
    }

    /** Shifts that end after {@code from}, of the units that the actor may manage, earliest first. */
    public List<Shift> list(Actor actor, Instant from) {
        Reach reach = actor.reach(Act.MANAGE_RESPONSIBILITY);
        List<String> own = units.list(reach).stream()
                .filter(u -> reach.covers(u.place()))
                .map(Unit::id)
                .toList();
        return store.list(own, from);
    }

    /** Writes a shift into the roster; the same person, unit and start replaces the end. */
    public void put(Actor actor, Shift shift) {
        transactions.executeWithoutResult(tx -> {
            check(actor, shift);
            store.put(shift);
            audit.record(actor, "roster.put", shift.unit(), "account " + shift.account() + " from " + shift.starts());
        });
    }

    /** Takes a shift out of the roster. */
    public void remove(Actor actor, long id) {
        transactions.executeWithoutResult(tx -> {
            Shift shift = store.find(id)
                    .orElseThrow(() -> Refusal.notFound(
                            "roster.missing", "Expected a shift %d, but there is none.".formatted(id)));
            actor.needs(Act.MANAGE_RESPONSIBILITY, units.get(shift.unit()).place());
            store.remove(id);
            audit.record(
                    actor, "roster.remove", shift.unit(), "account " + shift.account() + " from " + shift.starts());
        });
    }

    /**
     * Takes rows {@code unit,login,starts,ends}, times {@code 2026-11-22 08:00} in city time. Rows that do not fit are
     * listed, the others go in.
     */
    public ImportReport importCsv(Actor actor, Reader csv) {
        actor.needs(Act.MANAGE_RESPONSIBILITY);
        return transactions.execute(tx -> {
            ImportReport report = Table.read(csv, ',', List.of("unit", "login", "starts", "ends"), row -> {
                Shift shift = read(row);
                check(actor, shift);
                store.put(shift);
            });
            audit.record(actor, "roster.import", "", report.taken() + " rows");
            return report;
        });
    }

    private Shift read(Table.Row row) {
        String login = row.must("login");
        Account account = accounts.byLogin(login)
                .orElseThrow(() -> Refusal.badInput(
                        "roster.login", "Expected an account '%s', but there is none.".formatted(login), login));
        return new Shift(
                0, row.must("unit"), account.id(), CityTime.read(row.must("starts")), CityTime.read(row.must("ends")));
    }

    private void check(Actor actor, Shift shift) {
        Unit unit = units.find(shift.unit())
                .orElseThrow(() -> Refusal.badInput(
                        "responsibility.unit",
                        "Expected a unit with the id '%s', but there is none.".formatted(shift.unit()),
                        shift.unit()));
        actor.needs(Act.MANAGE_RESPONSIBILITY, unit.place());
        if (accounts.ofUnit(unit.id()).stream().noneMatch(a -> a.id() == shift.account())) {
            throw Refusal.badInput(
                    "roster.stranger",
                    "Expected account %d to work for unit '%s', but it does not.".formatted(shift.account(), unit.id()),
                    unit.name());
        }
        if (!shift.starts().isBefore(shift.ends())) {
            throw Refusal.badInput("roster.order", "Expected a shift to end after it starts, but it does not.");
        }
    }
}
