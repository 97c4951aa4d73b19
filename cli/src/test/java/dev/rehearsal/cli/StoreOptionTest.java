package dev.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreOptionTest {
    private static StoreOption option(String name) {
        var option = new StoreOption();
        option.otherwise(name);
        return option;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "rehearsal.db | ''",
                "runs/a.db | ' --store runs/a.db'",
                "my runs.db | ' --store 'my runs.db''",
                "sqlite:a.db?mode=ro | ' --store 'sqlite:a.db?mode=ro''",
                "postgresql://me@h:5432/db | ' --store postgresql://me@h:5432/db'",
                "postgresql://me@h/db?schema=a&readers=2 | ' --store 'postgresql://me@h/db?schema=a&readers=2''",
                "postgresql://me:s3cret@h/db"
                        + " | ' --store postgresql://me@h/db  # with the password in PGPASSWORD or ~/.pgpass'",
                "jdbc:postgresql://h/db?user=me&password=s3cret"
                        + " | ' --store 'jdbc:postgresql://h/db?user=me'  # with the password in PGPASSWORD or ~/.pgpass'",
            })
    void isAddedToACommandWithoutItsPassword(String name, String argument) {
        assertThat("'" + option(name).asArgument() + "'").isEqualTo(argument);
    }

    @Test
    void quotesWhatWouldEndAQuotation() {
        assertThat(option("it's.db").asArgument()).isEqualTo(" --store 'it'\\''s.db'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://me@h/db", "postgres://me@h/db", "jdbc:postgresql:db", "memory:"})
    void anAddressIsNoFileThatCouldBeMissing(String name) {
        assertThat(option(name).isMissing()).isFalse();
    }

    @Test
    void aFileIsMissingUntilItIsMade(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("a.db");
        assertThat(option(file.toString()).isMissing()).isTrue();
        assertThat(option("sqlite:" + file + "?mode=ro").isMissing()).isTrue();

        Files.createFile(file);
        assertThat(option(file.toString()).isMissing()).isFalse();
        assertThat(option("sqlite:" + file + "?mode=ro").isMissing()).isFalse();
    }
}
