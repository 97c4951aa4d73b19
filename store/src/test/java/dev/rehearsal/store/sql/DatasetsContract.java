package dev.rehearsal.store.sql;

import static dev.rehearsal.store.sql.Samples.RUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.dataset.CaseId;
import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.dataset.DatasetId;
import dev.rehearsal.dataset.DatasetMerge;
import dev.rehearsal.dataset.DatasetQuery;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.dataset.DatasetRow;
import dev.rehearsal.dataset.DatasetVersion;
import dev.rehearsal.dataset.DatasetVersionUsed;
import dev.rehearsal.dataset.Datasets;
import dev.rehearsal.dataset.RecordChange;
import dev.rehearsal.dataset.RecordChange.FieldChange;
import dev.rehearsal.dataset.RecordSource;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.Change;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Datasets, their versions and what is merged into them. */
interface DatasetsContract extends StoreUnderTest {
    private Datasets datasets() {
        return store().datasets();
    }

    private static List<DatasetRecord> records(Dataset dataset) {
        try (Stream<DatasetRecord> records = dataset.records()) {
            return records.toList();
        }
    }

    private static List<String> goals(Dataset dataset) {
        return records(dataset).stream().map(each -> each.testCase().goal()).toList();
    }

    private static TestCase refund(String expected) {
        return TestCase.builder()
                .goal("Get a refund")
                .context("user", Map.of("id", 7, "name", "Ada"))
                .expectation("answer", expected)
                .build();
    }

    @Test
    default void aDatasetGivesBackWhatWasMergedIntoIt() {
        TestCase rich = TestCase.builder()
                .id("取消-1")
                .goal("取消订阅 \"now\"\nplease 🎉")
                .persona("غاضب")
                .context("cart", Map.of("items", List.of(1, 2.5, "x"), "none", List.of()))
                .expectation("tool", "cancel")
                .simulationGuidelines("Be brief", "Do not thank")
                .tag("area", "billing")
                .metadata(Attributes.of("ticket", 17))
                .build();

        Dataset dataset = datasets().create("refunds");
        DatasetMerge merge = dataset.merge(rich, TestCase.of("Second"), TestCase.of("Half a pair \ud83c"));

        assertThat(merge.added()).isEqualTo(3);
        assertThat(merge.version().number()).isEqualTo(1);
        assertThat(records(datasets().get("refunds")))
                .extracting(DatasetRecord::testCase)
                .containsExactly(rich, TestCase.of("Second"), TestCase.of("Half a pair \ud83c"));
        assertThat(dataset.record(new CaseId("取消-1")).orElseThrow().testCase()).isEqualTo(rich);
        assertThat(dataset.record(new CaseId("other"))).isEmpty();
        try (Stream<CaseItem> items = datasets().cases("dataset:refunds").open()) {
            assertThat(items.findFirst()).contains(new CaseItem.Valid(rich));
        }
        assertThat(dataset.size()).contains(3L);
        assertThat(dataset.dataset()).contains(new DatasetVersionUsed(dataset.id(), "refunds", 1));
    }

    @Test
    default void theSameInputsInAnyOrderAreTheSameRecord() {
        Dataset dataset = datasets().create("refunds");
        Instant then = Instant.parse("2025-01-02T03:04:05.000000006Z");
        var session = new DatasetRecord(
                TestCase.builder()
                        .goal("Get a refund")
                        .context(Attributes.parse("{\"user\": {\"name\": \"Ada\", \"id\": 7}, \"vip\": true}"))
                        .expectation("answer", "maybe")
                        .expectation("tone", "kind")
                        .tag("area", "billing")
                        .build(),
                Attributes.of("response", "old"),
                RecordSource.session(SessionId.of("sim-a")),
                then,
                "ada",
                then,
                "ada");
        dataset.mergeRecords(Stream.of(session), "from a session");
        TestCase again = TestCase.builder()
                .goal("Get a refund")
                .context(Attributes.parse("{\"vip\": true, \"user\": {\"id\": 7, \"name\": \"Ada\"}}"))
                .expectation("answer", "yes")
                .tag("tier", "gold")
                .build();

        DatasetMerge merge = dataset.merge(again);

        assertThat(merge.added()).isZero();
        assertThat(merge.changed()).isEqualTo(1);
        DatasetRecord record = records(dataset).getFirst();
        assertThat(records(dataset)).hasSize(1);
        assertThat(record.testCase().expectations())
                .isEqualTo(Attributes.of("answer", "yes").with("tone", "kind"));
        assertThat(record.testCase().tags()).isEqualTo(Map.of("area", "billing", "tier", "gold"));
        assertThat(record.outputs()).isEqualTo(Attributes.of("response", "old"));
        assertThat(record.source().sessionId()).contains(SessionId.of("sim-a"));
        assertThat(record.createdAt()).isEqualTo(then);
        assertThat(record.createdBy()).isEqualTo("ada");
        assertThat(record.updatedAt()).isAfter(then);
        assertThat(record.updatedBy()).isEqualTo(datasets().who());
        assertThat(dataset.merge(again).changedAnything()).isFalse();
        assertThat(dataset.versions()).hasSize(3);
    }

    @Test
    default void anIdSaysThatACaseWithOtherInputsIsTheSame() {
        Dataset dataset = datasets().create("refunds");
        dataset.merge(
                TestCase.builder().id("r").goal("Get a refund").tag("a", "1").build(), TestCase.of("Other"));

        dataset.merge(TestCase.builder().id("r").goal("Get money back").build());

        assertThat(goals(dataset)).as("in its place").containsExactly("Get money back", "Other");
        assertThat(records(dataset).getFirst().testCase().tags()).containsEntry("a", "1");
        dataset.merge(TestCase.builder().id("named").goal("Other").build());
        assertThat(records(dataset).getLast().caseId()).isEqualTo(new CaseId("named"));
        assertThatThrownBy(() -> dataset.merge(
                        TestCase.of("New"),
                        TestCase.builder().id("r").goal("Other").build(),
                        TestCase.builder().id("else").goal("Other").build()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("test case 2: has the id 'r' and the inputs of the record 'named'")
                .hasMessageContaining("test case 3: has the id 'else'");
        assertThat(goals(datasets().get("refunds"))).containsExactly("Get money back", "Other");
    }

    @Test
    default void everyChangeMakesAVersionThatStaysAsItIs() {
        Dataset dataset = datasets().create("refunds");
        dataset.merge(refund("yes"), TestCase.of("Cancel"));
        dataset.merge(TestCases.of(refund("no"), TestCase.of("Move")), "merged more.yaml");
        dataset.remove(TestCase.of("Cancel").caseId());
        dataset.remove(TestCase.of("Cancel").caseId());

        assertThat(goals(dataset)).containsExactly("Get a refund", "Move");
        assertThat(goals(dataset.at(0))).isEmpty();
        assertThat(records(dataset.at(1)))
                .extracting(DatasetRecord::testCase)
                .containsExactly(refund("yes"), TestCase.of("Cancel"));
        assertThat(records(datasets().get("refunds@2")))
                .extracting(DatasetRecord::testCase)
                .containsExactly(refund("no"), TestCase.of("Cancel"), TestCase.of("Move"));
        assertThat(dataset.at(2).record(TestCase.of("Cancel").caseId())).isPresent();
        assertThat(dataset.record(TestCase.of("Cancel").caseId())).isEmpty();
        assertThat(dataset.versions()).extracting(DatasetVersion::number).containsExactly(3, 2, 1, 0);
        DatasetVersion second = dataset.versions().get(1);
        assertThat(second.what()).isEqualTo("merged more.yaml");
        assertThat(second.by()).isEqualTo(datasets().who());
        assertThat(List.of(second.added(), second.changed(), second.removed(), second.records()))
                .containsExactly(1L, 1L, 0L, 3L);
        assertThat(dataset.version().removed()).isEqualTo(1);
        assertThatThrownBy(() -> datasets().get("refunds@9"))
                .hasMessage("dataset 'refunds': has no version 9; the newest is 3");
        assertThatThrownBy(() -> dataset.at(1).merge(TestCase.of("Late")))
                .hasMessageContaining("is a version, which stays as it is");
    }

    @Test
    default void differencesNameFieldsAndWhatCameAndWent() {
        Dataset dataset = datasets().create("refunds");
        dataset.merge(refund("yes"), TestCase.of("Cancel"));
        dataset.merge(refund("no"), TestCase.of("Move"));
        dataset.remove(TestCase.of("Cancel").caseId());

        List<RecordChange> changes = dataset.changesSince(1);

        assertThat(changes)
                .extracting(change -> change.record().testCase().goal())
                .containsExactly("Get a refund", "Move", "Cancel");
        assertThat(changes.get(0))
                .isInstanceOfSatisfying(
                        RecordChange.Changed.class,
                        changed -> assertThat(changed.fields())
                                .containsExactly(new FieldChange("expectations.answer", "yes", "no")));
        assertThat(changes.get(1)).isInstanceOf(RecordChange.Added.class);
        assertThat(changes.get(2)).isInstanceOf(RecordChange.Removed.class);
        dataset.merge(refund("yes"), TestCase.of("Cancel"));
        dataset.remove(TestCase.of("Move").caseId());
        assertThat(dataset.changesSince(1)).as("there and back again").isEmpty();
        assertThat(datasets().changes(dataset.id(), 2, 1)).as("backwards").hasSize(2);
    }

    @Test
    default void datasetsAreFoundByNameAndTags() {
        datasets().create("refunds", Map.of("team", "billing", "draft", ""));
        Dataset orders = datasets().create("Orders");
        orders.tag("team", "billing");
        orders.merge(TestCase.of("Order"));
        datasets().by("Ada").create("moves");

        assertThat(names(DatasetQuery.newest(10))).containsExactlyInAnyOrder("refunds", "Orders", "moves");
        assertThat(names(DatasetQuery.newest(2))).hasSize(2);
        assertThat(names(DatasetQuery.newest(10).withName("ORD"))).containsExactly("Orders");
        assertThat(names(DatasetQuery.newest(10).withTag("team", "billing")))
                .containsExactlyInAnyOrder("refunds", "Orders");
        assertThat(names(DatasetQuery.newest(10).withTag("draft"))).containsExactly("refunds");
        assertThat(names(DatasetQuery.newest(10).withTag("team", "other"))).isEmpty();
        assertThat(datasets().row("moves").orElseThrow().createdBy()).isEqualTo("Ada");
        assertThat(datasets().get("Orders").row().newest().records()).isEqualTo(1);
        orders.tag(java.util.Collections.singletonMap("team", null));
        assertThat(datasets().get("Orders").tags()).isEmpty();
    }

    private List<String> names(DatasetQuery query) {
        return datasets().search(query).stream().map(DatasetRow::name).toList();
    }

    @Test
    default void namesStandOnceAndWrongOnesAreRefused() {
        datasets().create("refunds");

        assertThatThrownBy(() -> datasets().create("refunds")).hasMessageContaining("is there already");
        assertThatThrownBy(() -> datasets().get("refund"))
                .hasMessage("dataset 'refund': is not in the store; did you mean 'refunds'?");
        for (String name : List.of("", " a", "a@1", "a:b", "a\nb", "x".repeat(251))) {
            assertThatThrownBy(() -> datasets().create(name)).as(name).isInstanceOf(InvalidInputException.class);
        }
        assertThatThrownBy(() -> datasets().cases("dataset:nowhere:x"))
                .hasMessageContaining("a dataset of the kind 'nowhere'");
        assertThatThrownBy(() -> datasets().get("refunds").open()).hasMessageContaining("has no records");
        assertThatThrownBy(() -> datasets().get("refunds@x")).hasMessageContaining("has no number of a version");
    }

    @Test
    default void aDeletedDatasetIsGoneAndItsNameIsFree() {
        Dataset dataset = datasets().create("refunds", Map.of("a", "b"));
        dataset.merge(TestCase.of("One"));
        Dataset other = datasets().create("other");
        other.merge(TestCase.of("Two"));

        datasets().delete(dataset.id());

        assertThat(datasets().find("refunds")).isEmpty();
        assertThat(goals(other)).containsExactly("Two");
        Dataset again = datasets().create("refunds");
        assertThat(again.id()).isNotEqualTo(dataset.id());
        assertThat(again.versions()).hasSize(1);
        assertThat(again.tags()).isEmpty();
    }

    @Test
    default void aLongMergeIsOneVersionOrNone() {
        Dataset dataset = datasets().create("many");
        List<TestCase> cases = IntStream.range(0, 1_700)
                .mapToObj(i ->
                        TestCase.builder().id("c" + i).goal("Goal " + i % 1_650).build())
                .toList();

        assertThatThrownBy(() -> dataset.merge(cases))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.faults()).hasSize(50));
        assertThat(dataset.versions()).hasSize(1);
        DatasetMerge merge = dataset.merge(cases.subList(0, 1_600));
        assertThat(merge.added()).isEqualTo(1_600);
        assertThat(dataset.versions()).hasSize(2);
        assertThat(records(dataset))
                .extracting(each -> each.caseId().value())
                .startsWith("c0", "c1")
                .endsWith("c1599");
        assertThat(dataset.merge(cases.subList(0, 1_600)).unchanged()).isEqualTo(1_600);
    }

    @Test
    default void whatIsNoTestCaseRefusesTheWholeMerge() {
        Dataset dataset = datasets().create("refunds");
        TestCases wrong = TestCases.live(Stream.of(
                Map.of("goal", "Fine"), Map.of("persona", "No goal"), Map.of("goal", "Fine too"), Map.of("goal", 3)));

        assertThatThrownBy(() -> dataset.merge(wrong))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.faults()).hasSize(2));
        assertThat(dataset.versions()).hasSize(1);
        assertThat(records(dataset)).isEmpty();
    }

    @Test
    default void aRunSaysWhichVersionItUsed() {
        var used = new DatasetVersionUsed(DatasetId.random(), "refunds", 3);
        assertThat(store().runs().dataset(RUN)).isEmpty();

        write(new Change.DatasetUsed(RUN, used), new Change.DatasetUsed(RUN, used));

        assertThat(store().runs().dataset(RUN)).contains(used);
        assertThat(used).hasToString("refunds@3");
    }
}
