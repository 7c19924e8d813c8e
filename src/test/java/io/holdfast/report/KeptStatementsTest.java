package io.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptStatementsTest {

    private static final String NAMED = "select name from part where id = ?";

    private Connection mart;
    private Connection kept;

    @BeforeEach
    void open() throws SQLException {
        mart = DriverManager.getConnection("jdbc:hsqldb:mem:kept;shutdown=true", "SA", "");
        mart.createStatement().execute("create table part (id integer primary key, name varchar(20))");
        mart.createStatement().execute("insert into part values (1, 'north'), (2, 'south')");
        kept = KeptStatements.of(mart);
    }

    @AfterEach
    void close() throws SQLException {
        mart.close();
    }

    @Test
    void theSameQueryMayBeAskedWhileItIsAskedAlreadyAsASubreportDoes() throws SQLException {
        try (PreparedStatement outer = kept.prepareStatement(NAMED);
                PreparedStatement inner = kept.prepareStatement(NAMED)) {
            outer.setInt(1, 1);
            inner.setInt(1, 2);
            try (ResultSet ofOuter = outer.executeQuery();
                    ResultSet ofInner = inner.executeQuery()) {
                assertThat(ofOuter.next() && ofInner.next()).isTrue();
                assertThat(ofOuter.getString(1)).isEqualTo("north");
                assertThat(ofInner.getString(1)).isEqualTo("south");
            }
        }
    }

    @Test
    void whatChangedMeanwhileIsSeen() throws SQLException {
        assertThat(name(2)).isEqualTo("south");
        mart.createStatement().execute("update part set name = 'east' where id = 2");
        assertThat(name(2)).isEqualTo("east");
        mart.createStatement().execute("drop table part");
        mart.createStatement().execute("create table part (name varchar(20), id integer primary key)");
        mart.createStatement().execute("insert into part values ('west', 2)");
        assertThat(name(2)).isEqualTo("west");
    }

    @Test
    void whatTheDatabaseRefusesItRefusesInItsOwnWords() {
        assertThatThrownBy(() -> kept.prepareStatement("select nothing from part"))
                .isInstanceOf(SQLSyntaxErrorException.class)
                .hasMessageContaining("NOTHING");
    }

    @Test
    void closedItLetsTheConnectionGo() throws SQLException {
        name(1);
        kept.close();
        assertThat(mart.isClosed()).isTrue();
    }

    private String name(int id) throws SQLException {
        try (PreparedStatement statement = kept.prepareStatement(NAMED)) {
            statement.setInt(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
