package dev.rehearsal.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.cli.terminal.Table.Column;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private final StringWriter out = new StringWriter();

    @Test
    void hidesCredentialsOfTheEnvironment() {
        terminal(80, Map.of("SOME_API_KEY", "sk-12345678", "DB_PASSWORD", "short", "HOME", "/home/keyholder"))
                .line("key sk-12345678, short, /home/keyholder");

        assertThat(out).hasToString("key ***, short, /home/keyholder\n");
    }

    @Test
    void cutsTheWidestColumnsOfATable() {
        var table = new Table(Column.text("id"), Column.number("turns"), Column.cut("goal"));
        table.row("s1", "4", "Find out when the order with the very long name will arrive");
        table.row("s2", "12", "查询订单什么时候送到查询订单什么时候送到查询订单什么时候送到");

        table.print(terminal(40, Map.of()), "  ");

        assertThat(out.toString().lines()).hasSize(3).allMatch(line -> Width.of(line) <= 40);
        assertThat(out.toString())
                .contains("s1      4  Find out when the order wi…")
                .contains("查询");
    }

    @Test
    void measuresWhatIsSeen() {
        assertThat(Width.of("日本")).isEqualTo(4);
        assertThat(Width.of("e\u0301")).isEqualTo(1);
        assertThat(Width.of("👍")).isEqualTo(2);
        assertThat(Width.cut("日本語", 5)).isEqualTo("日本…");
    }

    @Test
    void breaksLinesAtSpaces() {
        assertThat(Width.wrap("one two three\n\nfour", 8)).containsExactly("one two", "three", "", "four");
        assertThat(Width.wrap("12345678901", 5)).containsExactly("12345", "67890", "1");
        assertThat(Width.wrap("12345 678", 5)).containsExactly("12345", "678");
    }

    @Test
    void writesAmountsTheSameInEveryLocale() {
        assertThat(Amount.count(12_345)).isEqualTo("12,345");
        assertThat(Amount.count(1_234_567)).isEqualTo("1.2M");
        assertThat(Amount.usd(new BigDecimal("0.00421"))).isEqualTo("$0.0042");
        assertThat(Amount.usd(new BigDecimal("12.3"))).isEqualTo("$12.30");
        assertThat(Amount.usd(null)).isEqualTo("not known");
        assertThat(Amount.duration(Duration.ofMillis(3200))).isEqualTo("3.2 s");
        assertThat(Amount.duration(Duration.ofSeconds(3900))).isEqualTo("1 h 5 min");
        assertThat(Amount.metric(0.5)).isEqualTo("0.500");
    }

    private Terminal terminal(int columns, Map<String, String> environment) {
        return Terminal.to(out, new StringWriter(), columns, environment);
    }
}
