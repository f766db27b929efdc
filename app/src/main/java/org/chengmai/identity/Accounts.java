package org.chengmai.identity;

import java.io.Reader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chengmai.area.Areas;
import org.chengmai.audit.Audit;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Page;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Role;
import org.chengmai.kernel.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The door to the accounts: who may sign in, as what, where. */
@Component
public class Accounts {

    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._-]{1,39}");
    private static final Pattern PLACE = Pattern.compile("([^/\\s]{1,40}/)*");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9 -]{0,24}");
    private static final List<String> COLUMNS = List.of("login", "name", "phone", "password", "place", "role", "unit");

    private final AccountStore store;
    private final Sessions sessions;
    private final Passwords passwords;
    private final FirstStart firstStart;
    private final Units units;
    private final Areas areas;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;
    private volatile boolean governed;

    Accounts(
            AccountStore store,
            Sessions sessions,
            Passwords passwords,
            FirstStart firstStart,
            Units units,
            Areas areas,
            Audit audit,
            ApplicationEventPublisher events,
            TransactionTemplate transactions) {
        this.store = store;
        this.sessions = sessions;
        this.passwords = passwords;
        this.firstStart = firstStart;
        this.units = units;
        this.areas = areas;
        this.audit = audit;
        this.events = events;
        this.transactions = transactions;
    }

    /** Whether nobody can govern the city yet: no account holds the role of an administrator. */
    public boolean empty() {
        if (!governed) {
            governed = store.anyAdministrator();
        }
        return !governed;
    }

    /**
     * Opens the first administrator's account, who reaches everything, with the one-time code from the console.
     *
     * @throws Refusal {@code setup.done} once there is one, {@code setup.code} when the code does not fit
     */
    public long createFirst(String code, String login, String name, String password) {
        if (!empty()) {
            throw setupDone();
        }
        if (!firstStart.fits(code)) {
            throw Refusal.forbidden("setup.code", "Expected the code from the console, but this one does not fit.");
        }
        Grant everything = new Grant(Role.ADMINISTRATOR, "", null);
        NewAccount first = checked(Actor.CITY, new NewAccount(login, name, "", password, "", List.of(everything)));
        String hash = passwords.hash(password);
        long id = inTransaction(() -> {
            store.waitForTurn();
            if (store.anyAdministrator()) {
                throw setupDone();
            }
            return open(Actor.CITY, first, hash);
        });
        firstStart.used();
        return id;
    }

    /** Opens an account with its grants, all or nothing. */
    public long create(Actor by, NewAccount account) {
        by.needs(Act.MANAGE_PEOPLE, account.place());
        NewAccount checked = checked(by, account);
        if (store.byLogin(checked.login()).isPresent()) {
            throw taken(checked.login());
        }
        String hash = passwords.hash(checked.password());
        return inTransaction(() -> open(by, checked, hash));
    }

    private long open(Actor by, NewAccount account, String hash) {
        long id = store.add(account, hash);
        if (id == 0) {
            throw taken(account.login());
        }
        audit.record(by, "account.open", account.login(), account.place());
        account.grants().forEach(g -> give(by, store.find(id).orElseThrow(), g));
        return id;
    }

    private NewAccount checked(Actor by, NewAccount typed) {
        String login = typed.login().strip().toLowerCase(Locale.ROOT);
        String name = typed.name().strip();
        String phone = typed.phone().strip();
        if (!LOGIN.matcher(login).matches()) {
            throw Refusal.badInput(
                    "people.login",
                    "Expected a login of 2 to 40 letters, digits, dots, dashes or underscores, but got '%s'."
                            .formatted(login),
                    login);
        }
        if (name.isEmpty() || name.length() > 60) {
            throw Refusal.badInput(
                    "people.name", "Expected a name of 1 to 60 characters for %s, but got another.".formatted(login));
        }
        if (!PHONE.matcher(phone).matches()) {
            throw Refusal.badInput(
                    "people.phone", "Expected a phone number for %s, but got '%s'.".formatted(login, phone), phone);
        }
        PasswordRule.check(login, typed.password());
        checkPlace(by, typed.place());
        return new NewAccount(login, name, phone, typed.password(), typed.place(), typed.grants());
    }

    private void checkPlace(Actor by, String place) {
        boolean shaped = PLACE.matcher(place).matches();
        boolean known =
                by.account() == 0 || place.isEmpty() || areas.byPlace(place).isPresent();
        if (!shaped || !known) {
            throw Refusal.badInput(
                    "people.place",
                    "Expected a place of the area tree such as 310107/310107005/, but got '%s'.".formatted(place),
                    place);
        }
    }

    public Optional<Account> find(long id) {
        return store.find(id);
    }

    public Optional<Account> byLogin(String login) {
        return store.byLogin(login.strip().toLowerCase(Locale.ROOT));
    }

    /** The account, for an administrator who reaches the place where it belongs; to others there is none. */
    public Account get(Actor by, long id) {
        Account account = store.find(id).orElseThrow(() -> PeopleRule.unknown(id));
        PeopleRule.needsToSee(by, account);
        return account;
    }

    /** The accounts that {@code by} may manage, by name; {@code words} narrows by login or name. Pages count from 0. */
    public Page<Account> list(Actor by, String words, int page) {
        return store.list(by.reach(Act.MANAGE_PEOPLE), words.strip(), Math.max(0, page));
    }

    /** The account as an actor, grants as of now; refuses when there is none or it is closed. */
    public Actor actor(long account) {
        return store.find(account)
                .filter(Account::active)
                .map(a -> new Actor(a.id(), a.login(), a.name(), a.grants()))
                .orElseThrow(() -> PeopleRule.unknown(account));
    }

    /** Active accounts with a grant of this role that covers the place. */
    public List<Account> holding(Role role, String place) {
        return store.holding(role, place);
    }

    /** Active accounts that work for the unit. */
    public List<Account> ofUnit(String unit) {
        return store.ofUnit(unit);
    }

    /** The phone in full, noted in the audit; for the city's own messages and for those who may see personal data. */
    public String phone(Actor by, long id) {
        Account account = store.find(id).orElseThrow(() -> PeopleRule.unknown(id));
        by.needs(Act.SEE_PERSONAL, account.place());
        audit.record(by, "see.personal", account.login(), "phone");
        return store.phone(id);
    }

    /** Sets a password and ends every session of the account. */
    public void resetPassword(Actor by, long id, String password) {
        change(by, id, "account.password", account -> setPassword(account, password));
    }

    /** Sets one's own password; the old one must be right. Ends every session, this one too. */
    public void changePassword(Actor by, String old, String password) {
        Account account = store.find(by.account()).orElseThrow(() -> PeopleRule.unknown(by.account()));
        if (!passwords.matches(old, store.password(account.id()))) {
            audit.recordRefused(by, "account.password", account.login(), "wrong old password");
            throw Refusal.forbidden(
                    "password.old", "Expected the present password of %s, but got another.".formatted(by.login()));
        }
        inTransaction(() -> {
            setPassword(account, password);
            audit.record(by, "account.password", account.login(), "own");
            return account.id();
        });
    }

    private void setPassword(Account account, String password) {
        PasswordRule.check(account.login(), password);
        store.setPassword(account.id(), passwords.hash(password));
        sessions.closeAll(account.id());
    }

    /** Closes the account: it stays in every history and opens no door. */
    public void deactivate(Actor by, long id) {
        change(by, id, "account.close", account -> {
            PeopleRule.notSelf(by, account);
            store.setActive(id, false);
            sessions.closeAll(id);
        });
    }

    /** Opens a closed account again. */
    public void activate(Actor by, long id) {
        change(by, id, "account.reopen", account -> store.setActive(id, true));
    }

    /** Ends the lock after wrong passwords. */
    public void unlock(Actor by, long id) {
        change(by, id, "account.unlock", account -> store.unlock(id));
    }

    /** Gives a role in a place; giving it twice changes nothing. */
    public void grant(Actor by, long id, Grant grant) {
        change(by, id, "", account -> {
            PeopleRule.notSelf(by, account);
            give(by, account, grant);
        });
    }

    /** Takes a role in a place away. */
    public void revoke(Actor by, long id, Grant grant) {
        change(by, id, "", account -> {
            PeopleRule.notSelf(by, account);
            by.needs(Act.MANAGE_PEOPLE, grant.place());
            store.removeGrant(id, grant);
            audit.record(by, "account.revoke", account.login(), told(grant));
        });
    }

    private void give(Actor by, Account account, Grant grant) {
        checkPlace(by, grant.place());
        PeopleRule.needsToGrant(by, account, grant, unitOf(grant.unit()));
        boolean first = grant.role() == Role.ADMINISTRATOR && !store.anyAdministrator();
        store.addGrant(account.id(), grant);
        audit.record(by, "account.grant", account.login(), told(grant));
        if (first) {
            events.publishEvent(new FirstAdministratorCreated());
        }
    }

    private @Nullable Unit unitOf(@Nullable String unit) {
        return unit == null ? null : units.get(unit);
    }

    /**
     * Opens accounts, one a row; a login that exists is a fault of its row. Roles are separated by semicolons; the place is
     * a path, or a star for everywhere.
     */
    public ImportReport importCsv(Actor by, Reader csv) {
        by.needs(Act.MANAGE_PEOPLE);
        ImportReport report = Table.read(csv, ',', COLUMNS, row -> create(by, account(row)));
        audit.record(by, "account.import", "people.csv", report.taken() + " rows");
        return report;
    }

    private static NewAccount account(Table.Row row) {
        String place = "*".equals(row.must("place")) ? "" : row.get("place");
        String unit = row.get("unit");
        List<Grant> grants = Pattern.compile(";")
                .splitAsStream(row.must("role"))
                .map(r -> new Grant(role(r.strip()), place, unit.isEmpty() ? null : unit))
                .toList();
        return new NewAccount(
                row.must("login"), row.must("name"), row.get("phone"), row.must("password"), place, grants);
    }

    private static Role role(String name) {
        try {
            return Role.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Refusal.badInput(
                    "people.role",
                    "Expected one of the roles %s, but got '%s'.".formatted(List.of(Role.values()), name),
                    name);
        }
    }

    private interface Change {
        void apply(Account account);
    }

    /** One change of one account that {@code by} may change, in one transaction, audited when it has a name. */
    private void change(Actor by, long id, String action, Change change) {
        inTransaction(() -> {
            Account account = get(by, id);
            PeopleRule.needsToChange(by, account);
            change.apply(account);
            if (!action.isEmpty()) {
                audit.record(by, action, account.login(), "");
            }
            events.publishEvent(new AccountChanged(id));
            return id;
        });
    }

    private long inTransaction(java.util.function.LongSupplier work) {
        Long id = transactions.execute(status -> work.getAsLong());
        return id == null ? 0 : id;
    }

    private static String told(Grant grant) {
        return "%s in '%s'%s"
                .formatted(grant.role(), grant.place(), grant.unit() == null ? "" : " for " + grant.unit());
    }

    private static Refusal taken(String login) {
        return Refusal.conflict(
                "people.login-taken",
                "Expected to open account %s, but there is one of that login.".formatted(login),
                login);
    }

    private static Refusal setupDone() {
        return Refusal.conflict(
                "setup.done", "Expected to open the first account, but the city has an administrator already.");
    }
}
