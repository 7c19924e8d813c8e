package io.holdfast.query;

import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** What differs between databases where rows are only read. */
enum Dialect {
    /** Sees one state in all parts: a transaction hands its snapshot to others. */
    POSTGRESQL("jdbc:postgresql:", "PostgreSQL's driver postgresql.jar", "org.postgresql.Driver"),
    /** MariaDB, and MySQL through the same driver; each part sees one state of its own. */
    MARIADB("jdbc:mariadb:", "MariaDB's driver mariadb-java-client.jar", "org.mariadb.jdbc.Driver"),
    MYSQL(
            "jdbc:mysql:",
            "MariaDB's driver mariadb-java-client.jar, or MySQL's mysql-connector-j.jar",
            "org.mariadb.jdbc.Driver"),
    /** Sees one state where the database allows snapshot isolation, else what is committed as it goes. */
    SQL_SERVER("jdbc:sqlserver:", "Microsoft's driver mssql-jdbc.jar", "com.microsoft.sqlserver.jdbc.SQLServerDriver"),
    /** A read-only transaction sees one state. Its driver is not free to be passed on. */
    ORACLE("jdbc:oracle:", "Oracle's driver ojdbc17.jar", ""),
    OTHER("jdbc:", "its JDBC driver", "");

    /** So many rows come at once: enough to forget the way there and back, few enough to hold. */
    static final int FETCH = 2000;

    private final String urls;
    private final String driver;
    private final String shipped;

    Dialect(String urls, String driver, String shipped) {
        this.urls = urls;
        this.driver = driver;
        this.shipped = shipped;
    }

    static Dialect of(String url) {
        for (Dialect dialect : values()) {
            if (url.toLowerCase(Locale.ROOT).startsWith(dialect.urls)) {
                return dialect;
            }
        }
        return OTHER;
    }

    /** Which jar its driver is, in words. */
    String driver() {
        return driver;
    }

    /** The class of the driver that the program brings; empty where it brings none. */
    String shipped() {
        return shipped;
    }

    /** What its driver is told, unless the definition says otherwise. */
    Properties properties() {
        Properties properties = new Properties();
        switch (this) {
            case POSTGRESQL -> {
                properties.setProperty("ApplicationName", "Holdfast");
                properties.setProperty("tcpKeepAlive", "true");
                properties.setProperty("readOnly", "true");
                // A message repeats no values of rows.
                properties.setProperty("logServerErrorDetail", "false");
            }
            case MARIADB, MYSQL -> {
                // A column of small numbers is one: not true and false.
                properties.setProperty("tinyInt1isBit", "false");
                // MySQL's own driver reads by cursor only if told; MariaDB's does as it is told how many rows.
                properties.setProperty("useCursorFetch", "true");
            }
            case SQL_SERVER -> {
                properties.setProperty("applicationName", "Holdfast");
                properties.setProperty("applicationIntent", "ReadOnly");
                properties.setProperty("responseBuffering", "adaptive");
            }
            case ORACLE, OTHER -> {}
        }
        return properties;
    }

    /** The URL as the shipped driver takes it. */
    String forShippedDriver(String url) {
        return this == MYSQL && !url.contains("permitMysqlScheme")
                ? url + (url.contains("?") ? "&" : "?") + "permitMysqlScheme"
                : url;
    }

    /**
     * What a session is told before its transaction begins.
     *
     * @param zone the business's own, in which the session shows times where that needs no tables of zones
     */
    List<String> settings(String zone) {
        return switch (this) {
            case POSTGRESQL ->
                List.of(
                        "set time zone '" + zone + "'",
                        // Whoever shares its state is idle while others read.
                        "set idle_in_transaction_session_timeout = 0");
            case MARIADB, MYSQL ->
                List.of("set session time_zone = '+00:00'", "set session transaction isolation level repeatable read");
            case ORACLE -> List.of("alter session set time_zone = '" + zone + "'");
            case SQL_SERVER ->
                List.of("if exists (select 1 from sys.databases where database_id = db_id()"
                        + " and snapshot_isolation_state = 1) set transaction isolation level snapshot"
                        + " else set transaction isolation level read committed");
            case OTHER -> List.of();
        };
    }

    /** The statement that begins a transaction which only reads and sees one state; empty where the next one does. */
    String begin() {
        return switch (this) {
            case POSTGRESQL -> "set transaction isolation level repeatable read, read only";
            case MARIADB, MYSQL -> "start transaction with consistent snapshot, read only";
            case ORACLE -> "set transaction read only";
            case SQL_SERVER, OTHER -> "";
        };
    }

    /** Whether a query may stand in brackets whatever it begins with. */
    boolean takesWithInBrackets() {
        return this != SQL_SERVER;
    }
}
