package org.chengmai.cases.store;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import org.chengmai.cases.model.Holiday;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Days that do not follow the week. */
@Repository
public class HolidayRows {

    private final JdbcClient database;

    HolidayRows(JdbcClient database) {
        this.database = database;
    }

    public List<Holiday> list() {
        return database.sql("select * from cases.holiday order by day")
                .query((row, number) -> new Holiday(
                        row.getDate("day").toLocalDate(),
                        row.getBoolean("works"),
                        row.getString("name"),
                        row.getBoolean("assumed")))
                .list();
    }

    public void put(Holiday holiday) {
        database.sql("""
                        insert into cases.holiday (day, works, name, assumed) values (:day, :works, :name, :assumed)
                        on conflict (day) do update set works = excluded.works, name = excluded.name,
                            assumed = excluded.assumed
                        """)
                .param("day", Date.valueOf(holiday.day()))
                .param("works", holiday.works())
                .param("name", holiday.name())
                .param("assumed", holiday.assumed())
                .update();
    }

    /** The day follows the week again. */
    public void remove(LocalDate day) {
        database.sql("delete from cases.holiday where day = :day")
                .param("day", Date.valueOf(day))
                .update();
    }

    /** Marks every day of the year as checked against the official notice. */
    public void checked(int year) {
        database.sql("update cases.holiday set assumed = false where extract(year from day) = :year")
                .param("year", year)
                .update();
    }
}
