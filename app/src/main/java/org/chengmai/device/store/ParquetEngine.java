package org.chengmai.device.store;

import jakarta.annotation.PreDestroy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.UUID;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** DuckDB inside this process, opened on first use: it holds no data of its own, it writes and reads Parquet files. */
@Component
public class ParquetEngine {

    /** How a file is written, inside the brackets of DuckDB's COPY. */
    static final String FORMAT = "format parquet, compression zstd, parquet_version v2";

    private final HistorySettings settings;
    private @Nullable DuckDBConnection first;

    ParquetEngine(HistorySettings settings) {
        this.settings = settings;
    }

    /** A connection for one thread; results are given row by row as they come. */
    DuckDBConnection connect(Path spill) throws SQLException {
        return opened(spill).duplicate();
    }

    private synchronized DuckDBConnection opened(Path spill) throws SQLException {
        DuckDBConnection open = first;
        if (open == null) {
            Properties options = new Properties();
            options.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
            Connection made = DriverManager.getConnection("jdbc:duckdb:", options);
            open = made.unwrap(DuckDBConnection.class);
            try (Statement set = open.createStatement()) {
                set.execute(
                        "set memory_limit = '%dMiB'".formatted(settings.memory().toMegabytes()));
                set.execute("set temp_directory = '%s'".formatted(quoted(spill)));
                set.execute("set autoinstall_known_extensions = false");
                set.execute("set parquet_metadata_cache = true");
            }
            first = open;
        }
        return open;
    }

    /** A name for a table that lives as long as one question; the engine is one for all threads. */
    static String scratch(String purpose) {
        return purpose + "_" + UUID.randomUUID().toString().replace("-", "");
    }

    /** A path inside an SQL string. */
    static String quoted(Path path) {
        return path.toString().replace("'", "''");
    }

    @PreDestroy
    synchronized void close() throws SQLException {
        if (first != null) {
            first.close();
        }
    }
}
