package dev.rehearsal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.input.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreNameTest {
    @ParameterizedTest
    @CsvSource({
        "rehearsal.db, rehearsal.db",
        "C:\\stores\\me:pa@x.db, C:\\stores\\me:pa@x.db",
        "sqlite:a:b@c.db?mode=ro, sqlite:a:b@c.db?mode=ro",
        "postgresql://h/db, postgresql://h/db",
        "postgresql://me@h:5432/db, postgresql://me@h:5432/db",
        "postgresql://me:s3cret@h:5432/db, postgresql://me@h:5432/db",
        "postgres://me:s3cret@[::1]:5432/db?sslmode=require, postgres://me@[::1]:5432/db?sslmode=require",
        "'postgresql://me:s3cret@a:1,b:2/db', 'postgresql://me@a:1,b:2/db'",
        "postgresql://me:s3cr@et@h/db, postgresql://me@h/db",
        "jdbc:postgresql://h/db?user=me&password=s3cret&sslmode=require, jdbc:postgresql://h/db?user=me&sslmode=require",
        "jdbc:postgresql:db?sslpassword=s3cret, jdbc:postgresql:db",
        "other://me:s3cret@h, other://me@h",
    })
    void isShownWithoutPassword(String name, String shown) {
        assertThat(StoreName.withoutSecrets(name)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://me:s3/cret@h/db",
                "postgresql://me:12/s3cret@h/db",
                "postgresql://me:s3?cret@h/db",
                "postgresql://me:12?s3cret@h/db",
                "postgresql://me:s3#cret@h/db",
                "postgresql://me:s3cret",
                "postgresql:me:s3cret@h/db",
                "postgresql://h/db?PassWord=s3cret",
                "postgresql://me:s3\ncret@h/db",
            })
    void showsNothingOfAPasswordThatIsNotEscaped(String name) {
        assertThat(StoreName.withoutSecrets(name)).doesNotContain("s3").doesNotContain("cret");
    }

    @Test
    void aStoreThatCannotBeOpenedIsNamedWithoutPassword() {
        assertThatThrownBy(() -> Store.open("unknown://me:s3cret@h/db"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("unknown://me@h/db")
                .hasMessageNotContaining("s3cret");
    }
}
