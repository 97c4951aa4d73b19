package dev.rehearsal.server.pages.datasets;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.RecordChange;
import dev.rehearsal.server.pages.text.Fact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two versions in one record, worded.
 *
 * @param style {@code yes} for what came, {@code no} for what went, {@code live} for what changed
 */
record ChangeView(String caseId, String goal, String word, String style, List<Field> fields) {
    /** One field, before and after; empty where it was not there. */
    record Field(String name, String before, String after) {}

    static ChangeView of(RecordChange change) {
        String caseId = change.record().caseId().value();
        String goal = change.record().testCase().goal();
        return switch (change) {
            case RecordChange.Added added -> new ChangeView(caseId, goal, "added", "yes", List.of());
            case RecordChange.Removed removed -> new ChangeView(caseId, goal, "removed", "no", List.of());
            case RecordChange.Changed changed ->
                new ChangeView(
                        caseId,
                        goal,
                        "changed",
                        "live",
                        changed.fields().stream()
                                .map(each -> new Field(each.field(), text(each.before()), text(each.after())))
                                .toList());
        };
    }

    private static String text(@Nullable Object value) {
        return value == null
                ? ""
                : Fact.of(Attributes.of("value", value)).getFirst().text();
    }
}
