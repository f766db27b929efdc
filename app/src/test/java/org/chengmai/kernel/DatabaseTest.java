package org.chengmai.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.chengmai.city.CityTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CityTest
class DatabaseTest {

    @Autowired
    private JdbcClient database;

    @Test
    void aReachBoundsAQueryByItsPatterns() {
        Reach reach = new Reach(java.util.List.of("310107/310107005/"), java.util.List.of(), 1);

        var seen = database.sql("""
                        select place from (values ('310107/310107005/310107005001/'), ('310107/310107007/')) as t(place)
                        where place like any(:reach)
                        """)
                .param("reach", reach.patterns())
                .query(String.class)
                .list();

        assertThat(seen).containsExactly("310107/310107005/310107005001/");
    }

    @Test
    void theServerKeepsItsPromises() {
        assertThat(database.sql("show fsync").query(String.class).single()).isEqualTo("on");
        assertThat(database.sql("show server_encoding").query(String.class).single())
                .isEqualTo("UTF8");
    }
}
