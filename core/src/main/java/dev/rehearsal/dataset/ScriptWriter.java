package dev.rehearsal.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes scripts as {@link ScriptReader} reads them. Code is kept by its name only. */
final class ScriptWriter {
    private ScriptWriter() {}

    static List<Object> write(List<ScriptStep> steps) {
        var values = new ArrayList<Object>();
        steps.forEach(step -> values.add(value(step)));
        return values;
    }

    private static Object value(ScriptStep step) {
        return switch (step) {
            case ScriptStep.Say say -> Map.of("say", said(say));
            case ScriptStep.Proceed(var turns, var until) -> proceed(turns, until);
            case ScriptStep.Check(var condition) -> value(condition);
            case ScriptStep.Judge(var criterion) -> Map.of("judge", criterion);
            case ScriptStep.CheckGoal goal -> "check_goal";
            case ScriptStep.Branch(var arms, var otherwise) -> Map.of("branch", branch(arms, otherwise));
            case ScriptStep.Finish(var why) -> why.isEmpty() ? "finish" : Map.of("finish", why);
            case ScriptStep.Fail(var why) -> Map.of("fail", why);
            case ScriptStep.Code(var name, var code) -> Map.of("code", name);
        };
    }

    private static Object said(ScriptStep.Say say) {
        if (say.expect().isEmpty() && !say.continues()) {
            return say.text();
        }
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("text", say.text());
        if (!say.expect().isEmpty()) {
            value.put("expect", say.expect().asMap());
        }
        if (say.continues()) {
            value.put("continues", true);
        }
        return value;
    }

    private static Object proceed(@Nullable Integer turns, @Nullable Condition until) {
        if (until != null) {
            Map<String, Object> value = new LinkedHashMap<>();
            if (turns != null) {
                value.put("turns", turns);
            }
            value.put("until", value(until));
            return Map.of("proceed", value);
        }
        return turns == null ? "proceed" : Map.of("proceed", turns);
    }

    private static List<Object> branch(List<ScriptStep.Arm> arms, List<ScriptStep> otherwise) {
        var values = new ArrayList<Object>();
        arms.forEach(arm -> values.add(ordered("when", value(arm.when()), "then", write(arm.then()))));
        if (!otherwise.isEmpty()) {
            values.add(Map.of("else", write(otherwise)));
        }
        return values;
    }

    private static Map<String, Object> value(Condition condition) {
        return switch (condition) {
            case Condition.Called(var call, var not, var ever) ->
                Map.of(not ? "agent_not_called" : "agent_called", call(call, ever));
            case Condition.Said(var words, var not, var ever) ->
                Map.of(not ? "agent_not_said" : "agent_said", words(words, ever));
            case Condition.AllOf(var all) ->
                Map.of("all", all.stream().map(ScriptWriter::value).toList());
            case Condition.AnyOf(var any) ->
                Map.of("any", any.stream().map(ScriptWriter::value).toList());
        };
    }

    private static Object call(ToolCallPattern call, boolean ever) {
        if (!ever) {
            return call.value();
        }
        var value = new LinkedHashMap<String, Object>();
        value.put("name", call.name());
        if (call.value() instanceof Map<?, ?> map) {
            map.forEach((name, each) -> value.put(String.valueOf(name), each));
        }
        value.put("ever", true);
        return value;
    }

    private static Object words(Words words, boolean ever) {
        if (!ever && !words.isPattern()) {
            return words.text();
        }
        Map<String, Object> value = new LinkedHashMap<>();
        value.put(words.isPattern() ? "pattern" : "text", words.text());
        if (ever) {
            value.put("ever", true);
        }
        return value;
    }

    private static Map<String, Object> ordered(String first, Object one, String second, Object other) {
        var map = new LinkedHashMap<String, Object>();
        map.put(first, one);
        map.put(second, other);
        return map;
    }
}
