package org.chengmai.identity;

import java.io.Reader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chengmai.area.Areas;
import org.chengmai.audit.Audit;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Reach;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Table;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The door to the responsible units. */
@Component
public class Units {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,40}");
    private static final List<String> COLUMNS = List.of("id", "name", "phone", "place");

    private final JdbcClient database;
    private final Areas areas;
    private final Audit audit;
    private final TransactionTemplate transactions;

    Units(JdbcClient database, Areas areas, Audit audit, TransactionTemplate transactions) {
        this.database = database;
        this.areas = areas;
        this.audit = audit;
        this.transactions = transactions;
    }

    public Unit get(String id) {
        return find(id).orElseThrow(() ->
                Refusal.notFound("units.unknown", "Expected unit %s, but there is none.".formatted(id), id));
    }

    public Optional<Unit> find(String id) {
        return database.sql("select * from identity.unit where id = :id")
                .param("id", id)
                .query(Units::unit)
                .optional();
    }

    /** Units whose place is within reach, and those within reach by name, by id. */
    public List<Unit> list(Reach reach) {
        return database.sql("""
                        select * from identity.unit where place like any(:reach) or id = any(:units) order by id
                        """)
                .param("reach", reach.patterns())
                .param("units", reach.units())
                .query(Units::unit)
                .list();
    }

    /** Adds the unit or changes it; a unit of a place beyond reach can be neither taken over nor moved away. */
    public void put(Actor by, Unit typed) {
        Unit unit = checked(by, typed);
        by.needs(Act.MANAGE_PEOPLE, unit.place());
        transactions.executeWithoutResult(status -> {
            find(unit.id()).ifPresent(old -> by.needs(Act.MANAGE_PEOPLE, old.place()));
            database.sql("""
                            insert into identity.unit (id, name, phone, place) values (:id, :name, :phone, :place)
                            on conflict (id) do update set name = :name, phone = :phone, place = :place
                            """)
                    .param("id", unit.id())
                    .param("name", unit.name())
                    .param("phone", unit.phone())
                    .param("place", unit.place())
                    .update();
            audit.record(by, "unit.put", unit.id(), unit.place());
        });
    }

    private Unit checked(Actor by, Unit typed) {
        Unit unit = new Unit(
                typed.id().strip(),
                typed.name().strip(),
                typed.phone().strip(),
                typed.place().strip());
        if (!ID.matcher(unit.id()).matches()) {
            throw Refusal.badInput(
                    "units.id",
                    "Expected a unit code of 1 to 40 letters, digits, dots or dashes, but got '%s'."
                            .formatted(unit.id()),
                    unit.id());
        }
        if (unit.name().isEmpty() || unit.name().length() > 80) {
            throw Refusal.badInput(
                    "units.name",
                    "Expected a name of 1 to 80 characters for unit %s, but got another.".formatted(unit.id()),
                    unit.id());
        }
        boolean known = by.account() == 0
                || unit.place().isEmpty()
                || areas.byPlace(unit.place()).isPresent();
        if (!known) {
            throw Refusal.badInput(
                    "people.place",
                    "Expected a place of the area tree such as 310107/310107005/, but got '%s'."
                            .formatted(unit.place()),
                    unit.place());
        }
        return unit;
    }

    /** Adds or changes units from rows {@code id,name,phone,place}; the place is a path, or a star for everywhere. */
    public ImportReport importCsv(Actor by, Reader csv) {
        by.needs(Act.MANAGE_PEOPLE);
        ImportReport report = Table.read(
                csv,
                ',',
                COLUMNS,
                row -> put(by, new Unit(row.must("id"), row.must("name"), row.get("phone"), place(row.must("place")))));
        audit.record(by, "unit.import", "units.csv", report.taken() + " rows");
        return report;
    }

    private static String place(String written) {
        return "*".equals(written) ? "" : written;
    }

    private static Unit unit(ResultSet row, int number) throws SQLException {
        return new Unit(row.getString("id"), row.getString("name"), row.getString("phone"), row.getString("place"));
    }
}
