package dev.rehearsal.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.input.InvalidInputException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresLocationTest {
    private static PostgresLocation parse(String name) {
        return PostgresLocation.parse(name, Map.of());
    }

    @Test
    void isReadFromAnAddress() {
        PostgresLocation location = parse(
                "postgresql://me:p%40ss%2F%3A%25+w@db.example.com:6000/chats?schema=team_a&readers=8&busy_timeout=5"
                        + "&sslmode=verify-full&connect_timeout=3&application_name=a%26b");

        assertThat(location)
                .isEqualTo(new PostgresLocation(
                        "db.example.com:6000",
                        "chats",
                        "me",
                        "p@ss/:%+w",
                        "team_a",
                        8,
                        Duration.ofSeconds(5),
                        Map.of("sslmode", "verify-full", "connectTimeout", "3", "ApplicationName", "a&b")));
        assertThat(location).hasToString("postgresql://me@db.example.com:6000/chats?schema=team_a");
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://me@h/db, postgresql://me@h:5432/db",
        "jdbc:postgresql://h:1/db?user=me, postgresql://me@h:1/db",
        "jdbc:postgresql:db?user=me&password=x, postgresql://me@localhost:5432/db",
        "'postgresql://me@a:1,b/db', 'postgresql://me@a:1,b:5432/db'",
        "postgresql://me@[::1]:1/db, postgresql://me@[::1]:1/db",
        "postgresql://me@[::1]/db, postgresql://me@[::1]:5432/db",
        "postgresql://me@h, postgresql://me@h:5432/me",
        "postgresql://me@h/?currentSchema=s, postgresql://me@h:5432/me?schema=s",
        "postgresql://me@/db, postgresql://me@localhost:5432/db",
    })
    void hasSeveralForms(String name, String location) {
        assertThat(parse(name)).hasToString(location);
    }

    @Test
    void takesWhatItDoesNotSayFromTheVariablesOfPostgres() {
        Map<String, String> environment = Map.of(
                "PGHOST", "db", "PGPORT", "6000", "PGUSER", "her", "PGDATABASE", "chats", "PGPASSWORD", "s3cret");

        PostgresLocation fromVariables = PostgresLocation.parse("postgresql:", environment);
        PostgresLocation named = PostgresLocation.parse("postgresql://me:own@h:1/db", environment);

        assertThat(fromVariables).hasToString("postgresql://her@db:6000/chats");
        assertThat(fromVariables.password()).isEqualTo("s3cret");
        assertThat(named).hasToString("postgresql://me@h:1/db");
        assertThat(named.password()).isEqualTo("own");
        assertThat(parse("postgresql://me@h/db").password()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://me:s3cret@h/db?sslmod=require",
                "postgresql://me:s3cret@h/db?readers=0",
                "postgresql://me:s3cret@h/db?busy_timeout=soon",
                "postgresql://me:s3cret@h/db?schema=Team%20A",
                "postgresql://me:s3cret@h/db?schema=pg_catalog",
                "postgresql://me:s3cret@h/db/more",
                "postgresql://me:s3/cret@h/db",
                "postgresql://me:s3cret%@h/db",
                "postgresql://me:s3cret@%2Fvar%2Frun/db",
                "postgresql://me:s3cret",
            })
    void refusesWhatIsWrongWithoutShowingThePassword(String name) {
        assertThatThrownBy(() -> parse(name))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("postgresql:")
                .hasMessageNotContaining("s3")
                .hasMessageNotContaining("cret");
    }

    @Test
    void namesAllFaultsAtOnceAndTheNearestOption() {
        assertThatThrownBy(() -> parse("postgresql://me@h/db?sslmod=require&readers=x"))
                .hasMessageContaining("sslmode")
                .hasMessageContaining("'readers=x'");
    }
}
