package dev.rehearsal.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Message;
import dev.rehearsal.model.CallKey;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.Purpose;
import org.junit.jupiter.api.Test;

class ScriptedModelTest {
    private static final ModelRequest REQUEST = ModelRequest.of(CallKey.of(Purpose.USER), Message.user("hello"));

    @Test
    void repliesInTurnAndCountsTheCalls() {
        var model = ScriptedModel.of("one", "two");

        assertThat(model.generate(REQUEST).text()).isEqualTo("one");
        assertThat(model.generate(REQUEST).text()).isEqualTo("two");
        assertThatThrownBy(() -> model.generate(REQUEST))
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining("the script has 2 replies");
        assertThat(model.calls()).isEqualTo(3);
        assertThat(model.requests()).containsOnly(REQUEST);
    }

    @Test
    void saysThatItIsScriptedAndDoesNotJudgeUnlessTold() {
        var model =
                ScriptedModel.answering(request -> request.messages().getLast().text());

        assertThat(model.name()).isEqualTo("scripted:/");
        assertThat(model.canJudge()).isFalse();
        assertThat(model.asJudge().canJudge()).isTrue();
        assertThat(model.generate(REQUEST).text()).isEqualTo("hello");
    }
}
