package dev.rehearsal.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLocationTest {
    @Test
    void aPathIsTakenAsItIs() {
        assertThat(SqliteLocation.parse("a b?c.db"))
                .isEqualTo(new SqliteLocation(Path.of("a b?c.db"), false, Duration.ofSeconds(30), false));
    }

    @Test
    void optionsFollowAQuestionMark() {
        assertThat(SqliteLocation.parse("sqlite:x.db?synchronous=full&busy_timeout=5&mode=ro"))
                .isEqualTo(new SqliteLocation(Path.of("x.db"), true, Duration.ofSeconds(5), true));
        assertThat(SqliteLocation.parse("sqlite:x.db").path()).isEqualTo(Path.of("x.db"));
    }

    @Test
    void anUnknownOptionIsRefusedWithTheNearestKnownOne() {
        assertThatThrownBy(() -> SqliteLocation.parse("sqlite:x.db?synchronus=full"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("synchronus=full")
                .hasMessageContaining("did you mean 'synchronous=full'?");
        assertThatThrownBy(() -> SqliteLocation.parse("sqlite:")).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void otherKindsOfStoresAreNotItsOwn() {
        var provider = new SqliteStoreProvider();

        assertThat(provider.opens("rehearsal.db")).isTrue();
        assertThat(provider.opens("./a/b.db")).isTrue();
        assertThat(provider.opens("C:\\stores\\a.db")).isTrue();
        assertThat(provider.opens("sqlite:a.db")).isTrue();
        assertThat(provider.opens("postgresql://host/db")).isFalse();
        assertThat(provider.opens("")).isFalse();
    }

    @Test
    void aPathMayHaveSpacesSignsAndOtherScripts(@TempDir Path folder) {
        Path odd = folder.resolve("ä ?#%41&=+ 订单.db");
        try (Store store = Store.open(odd.toString())) {
            store.write(Samples.run(Samples.RUN));
            assertThat(store.runs().find("latest")).isPresent();
            assertThat(store.location()).isEqualTo(odd.toString());
        }
        assertThat(odd).exists();
    }
}
