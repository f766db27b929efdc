package org.chengmai.kernel;

import java.io.IOException;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Brings the database to what this version needs: one schema and one folder {@code db/<module>/V<n>__<words>.sql} a
 * module. Modules refer to each other by id, never by foreign key, so their order does not matter.
 */
final class Migrations {

    private Migrations() {}

    static void apply(DataSource database) {
        for (String module : modules()) {
            Flyway.configure()
                    .dataSource(database)
                    .schemas(module)
                    .defaultSchema(module)
                    .locations("classpath:db/" + module)
                    .load()
                    .migrate();
        }
    }

    private static SortedSet<String> modules() {
        try {
            SortedSet<String> modules = new TreeSet<>();
            Resource[] scripts = new PathMatchingResourcePatternResolver().getResources("classpath*:db/*/V*.sql");
            for (Resource script : scripts) {
                String[] path = script.getURL().getPath().split("/");
                modules.add(path[path.length - 2]);
            }
            if (modules.isEmpty()) {
                throw new IllegalStateException("Expected migrations in db/, but found " + Arrays.toString(scripts));
            }
            return modules;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
