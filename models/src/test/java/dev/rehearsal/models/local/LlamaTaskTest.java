package dev.rehearsal.models.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LlamaTaskTest {
    @Test
    void comesThroughThePipeAsItWas() throws IOException {
        var task = new LlamaTask(
                3,
                true,
                "你好 👩‍🚀 " + "long ".repeat(20_000),
                "{}",
                List.of("\nBot:", "ı"),
                64,
                List.of(new LlamaTask.Option("temperature", 0.7), new LlamaTask.Option("seed", 42)),
                300_000);
        var bytes = new ByteArrayOutputStream();
        task.write(new DataOutputStream(bytes));

        assertThat(LlamaTask.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
                .isEqualTo(task);
    }

    @Test
    void resultComesThroughThePipeAsItWas() throws IOException {
        var result = new LlamaResult(3, LlamaResult.Outcome.CUT, "ığüşöç 😀", 10, 4);
        var bytes = new ByteArrayOutputStream();
        result.write(new DataOutputStream(bytes));

        assertThat(LlamaResult.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
                .isEqualTo(result);
    }

    @Test
    void refusesALengthThatCannotBeRight() {
        byte[] bytes = {0x7f, 0, 0, 0};

        assertThatThrownBy(() -> Wire.readText(new DataInputStream(new ByteArrayInputStream(bytes))))
                .isInstanceOf(IOException.class);
    }
}
