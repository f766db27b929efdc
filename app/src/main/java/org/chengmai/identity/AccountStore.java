package org.chengmai.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Page;
import org.chengmai.kernel.Reach;
import org.chengmai.kernel.Role;
import org.chengmai.kernel.Rows;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The accounts and their grants in SQL. */
@Component
class AccountStore {

    private static final int PAGE_SIZE = 50;

    private static final String SELECT = """
            select a.id, a.login, a.name, a.phone, a.place, a.active, a.locked_until, a.last_sign_in,
                   g.role, g.place as grant_place, g.unit
            from identity.account a left join identity.account_grant g on g.account = a.id
            """;
    private static final String ORDER = " order by a.name collate \"zh-x-icu\", a.id, g.role, g.place";

    private final JdbcClient database;
    private final InstantSource clock;

    AccountStore(JdbcClient database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    boolean anyAdministrator() {
        return database.sql("""
                        select exists (select 1 from identity.account_grant where role = 'ADMINISTRATOR')
                        """).query(Boolean.class).single();
    }

    /** Lets one first start happen at a time; held until the transaction ends. */
    void waitForTurn() {
        database.sql("select pg_advisory_xact_lock(hashtext('identity.first-start'))")
                .query()
                .listOfRows();
    }

    long add(NewAccount account, String hash) {
        return database.sql("""
                        insert into identity.account (login, name, phone, password, place, created_at)
                        values (:login, :name, :phone, :password, :place, :now)
                        on conflict (login) do nothing
                        returning id
                        """)
                .param("login", account.login())
                .param("name", account.name())
                .param("phone", account.phone())
                .param("password", hash)
                .param("place", account.place())
                .param("now", now())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    void addGrant(long account, Grant grant) {
        database.sql("""
                        insert into identity.account_grant (account, role, place, unit)
                        values (:account, :role, :place, :unit) on conflict do nothing
                        """)
                .param("account", account)
                .param("role", grant.role().name())
                .param("place", grant.place())
                .param("unit", grant.unit())
                .update();
    }

    void removeGrant(long account, Grant grant) {
        database.sql("""
                        delete from identity.account_grant
                        where account = :account and role = :role and place = :place and unit is not distinct from :unit
                        """)
                .param("account", account)
                .param("role", grant.role().name())
                .param("place", grant.place())
                .param("unit", grant.unit(), java.sql.Types.VARCHAR)
                .update();
    }

    Optional<Account> find(long id) {
        return database.sql(SELECT + "where a.id = :id" + ORDER).param("id", id).query(accounts()).stream()
                .findFirst();
    }

    Optional<Account> byLogin(String login) {
        return database.sql(SELECT + "where a.login = :login" + ORDER).param("login", login).query(accounts()).stream()
                .findFirst();
    }

    Page<Account> list(Reach reach, String words, int page) {
        String like = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
        String within = """
                from identity.account b
                where b.place like any(:reach) and (b.login ilike :words or b.name ilike :words)
                """;
        long total = database.sql("select count(*) " + within)
                .param("reach", reach.patterns())
                .param("words", like)
                .query(Long.class)
                .single();
        List<Account> rows = database.sql(SELECT
                        + "where a.id in (select b.id " + within
                        + " order by b.name collate \"zh-x-icu\", b.id limit :size offset :from)" + ORDER)
                .param("reach", reach.patterns())
                .param("words", like)
                .param("size", PAGE_SIZE)
                .param("from", (long) page * PAGE_SIZE)
                .query(accounts());
        return new Page<>(rows, page, PAGE_SIZE, total);
    }

    List<Account> holding(Role role, String place) {
        return database.sql(SELECT + """
                        where a.active and a.id in (
                          select h.account from identity.account_grant h
                          where h.role = :role and starts_with(:place, h.place))
                        """ + ORDER)
                .param("role", role.name())
                .param("place", place)
                .query(accounts());
    }

    List<Account> ofUnit(String unit) {
        return database.sql(SELECT + """
                        where a.active and a.id in (select h.account from identity.account_grant h where h.unit = :unit)
                        """ + ORDER).param("unit", unit).query(accounts());
    }

    String phone(long id) {
        return database.sql("select phone from identity.account where id = :id")
                .param("id", id)
                .query(String.class)
                .optional()
                .orElse("");
    }

    String password(long id) {
        return database.sql("select password from identity.account where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    void setPassword(long id, String hash) {
        database.sql("""
                        update identity.account set password = :password, failures = 0, locked_until = null where id = :id
                        """).param("id", id).param("password", hash).update();
    }

    void setActive(long id, boolean active) {
        database.sql("update identity.account set active = :active where id = :id")
                .param("id", id)
                .param("active", active)
                .update();
    }

    void unlock(long id) {
        database.sql("update identity.account set failures = 0, locked_until = null where id = :id")
                .param("id", id)
                .update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static ResultSetExtractor<List<Account>> accounts() {
        return rows -> {
            Map<Long, List<Grant>> grants = new LinkedHashMap<>();
            Map<Long, Account> found = new LinkedHashMap<>();
            while (rows.next()) {
                long id = rows.getLong("id");
                if (!found.containsKey(id)) {
                    found.put(id, account(rows));
                }
                String role = rows.getString("role");
                if (role != null) {
                    grants.computeIfAbsent(id, i -> new ArrayList<>())
                            .add(new Grant(Role.valueOf(role), rows.getString("grant_place"), rows.getString("unit")));
                }
            }
            return found.values().stream()
                    .map(a -> withGrants(a, grants.getOrDefault(a.id(), List.of())))
                    .toList();
        };
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getLong("id"),
                row.getString("login"),
                row.getString("name"),
                masked(row.getString("phone")),
                row.getString("place"),
                List.of(),
                row.getBoolean("active"),
                Rows.instant(row, "locked_until"),
                Rows.instant(row, "last_sign_in"));
    }

    private static Account withGrants(Account a, List<Grant> grants) {
        return new Account(
                a.id(),
                a.login(),
                a.name(),
                a.phoneMasked(),
                a.place(),
                grants,
                a.active(),
                a.lockedUntil(),
                a.lastSignIn());
    }

    static String masked(String phone) {
        int shown = phone.length() >= 11 ? 3 : 0;
        int end = Math.max(shown, phone.length() - 4);
        return phone.isEmpty() ? "" : phone.substring(0, shown) + "****" + phone.substring(end);
    }
}
