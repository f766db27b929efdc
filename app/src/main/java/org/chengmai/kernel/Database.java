package org.chengmai.kernel;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The one database: embedded unless an address is given, migrated before anybody sees it, stopped after the pools. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Settings.class)
class Database {

    private static final int POOL_SIZE = 20;
    private static final int IDLE_SIZE = 4;

    @Bean
    @Conditional(NoAddressGiven.class)
    Postgres embeddedPostgres(Settings settings) {
        return Postgres.start(settings.data(), settings.data().resolve("postgres"));
    }

    @Bean
    HikariDataSource dataSource(
            Settings settings, org.springframework.beans.factory.ObjectProvider<Postgres> embedded) {
        HikariConfig config = new HikariConfig();
        Postgres server = embedded.getIfAvailable();
        config.setJdbcUrl(server == null ? settings.postgresUrl() : server.url("postgres"));
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(IDLE_SIZE);
        config.setConnectionTimeout(10_000);
        config.addDataSourceProperty("ApplicationName", "chengmai");
        HikariDataSource database = new HikariDataSource(config);
        Migrations.apply(database);
        return database;
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    TransactionTemplate transactions(PlatformTransactionManager manager) {
        return new TransactionTemplate(manager);
    }

    static class NoAddressGiven implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return context.getEnvironment()
                    .getProperty("chengmai.postgres-url", "")
                    .isBlank();
        }
    }
}
