package org.chengmai.city;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.chengmai.kernel.Postgres;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** One PostgreSQL server for the whole test run; every application context gets a database of its own. */
public final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final AtomicInteger NEXT = new AtomicInteger();

    /** Started on first use; it ends by itself with this process. */
    private static final class Server {
        static final Postgres POSTGRES = Postgres.start(
                Path.of("target/test-city-" + ProcessHandle.current().pid()), Path.of("target/test-binaries"));
    }

    /** JDBC address of a new, empty database. */
    public static String fresh() {
        String name = "city" + NEXT.incrementAndGet();
        Server.POSTGRES.createDatabase(name);
        return Server.POSTGRES.url(name);
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of("chengmai.postgres-url=" + fresh()).applyTo(context);
    }
}
