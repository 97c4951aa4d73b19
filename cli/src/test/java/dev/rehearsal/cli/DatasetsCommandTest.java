package dev.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsCommandTest {
    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void useAStore() {
        shell = new Shell().columns(120).appending("--store", place());
    }

    private String place() {
        return folder.resolve("runs.db").toString();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private Shell.Result passes(String... arguments) {
        Shell.Result result = shell.run(arguments);
        assertThat(result.code()).as(result.err()).isZero();
        return result;
    }

    private void makeRefunds() throws IOException {
        passes("datasets", "merge", "refunds", file("cases.yaml", """
                - id: refund-1
                  goal: Get order 4711 refunded to the card it was paid with
                  expectations: {tool: refund}
                  tags: {area: billing}
                - goal: 取消订单 4712
                """));
    }

    @Test
    void testCasesAreMergedShownAndCompared() throws IOException {
        makeRefunds();

        Shell.Result again = passes("datasets", "import", "refunds", file("more.jsonl", """
                {"id": "refund-1", "goal": "Get order 4711 refunded to the card it was paid with", "expectations": {"tool": "pay_back", "tone": "kind"}}
                {"goal": "Move to another plan before Friday"}
                """));

        assertThat(again.err())
                .contains("more.jsonl: 1 added, 1 changed, 0 unchanged; this is version 2 of dataset refunds.");
        assertThat(passes("datasets", "list").out()).containsPattern("refunds +2 +3 +20");
        assertThat(passes("datasets", "show", "refunds").out())
                .contains("Dataset refunds, version 2: 3 records", "1 added, 1 changed", "merged more.jsonl")
                .containsPattern("refund-1 +HUMAN +Get order 4711 .*tool, tone +area=billing");
        assertThat(passes("datasets", "show", "refunds@1").out()).contains("version 1: 2 records");
        assertThat(passes("datasets", "diff", "refunds").out())
                .contains(
                        "refunds@1 to @2: 1 added, 1 changed, 0 removed",
                        "~ refund-1 Get order 4711",
                        "expectations.tool: \"refund\" -> \"pay_back\"",
                        "expectations.tone: (not set) -> \"kind\"",
                        "+ ")
                .contains("Move to another plan");
        passes("datasets", "remove", "refunds", "refund-1");
        assertThat(passes("datasets", "diff", "refunds@2", "3").out()).contains("- refund-1");
        assertThat(passes("datasets", "diff", "refunds@2", "refunds@3").out()).contains("- refund-1");
        assertThat(shell.run("datasets", "diff", "refunds@2", "other@3").err())
                .contains("TO: is the number of a version of dataset 'refunds', for example 2, found 'other@3'");
        assertThat(shell.run("datasets", "remove", "refunds", "refund-1").err())
                .contains("case 'refund-1': is not in refunds@3");
    }

    @Test
    void everythingThatIsListedIsThereAsJsonToo() throws IOException {
        makeRefunds();
        passes("datasets", "tag", "refunds", "team=billing", "draft");
        passes("datasets", "tag", "refunds", "--remove", "draft");

        Attributes listed = Attributes.parse("{\"all\":"
                + passes("datasets", "list", "--tag", "team=billing", "--json").out() + "}");
        Map<?, ?> row = (Map<?, ?>) ((List<?>) listed.get("all").orElseThrow()).getFirst();
        assertThat(row.get("name")).isEqualTo("refunds");
        assertThat(row.get("tags")).isEqualTo(Map.of("team", "billing"));
        Attributes shown =
                Attributes.parse(passes("datasets", "show", "refunds", "--json").out());
        assertThat((List<?>) shown.get("records").orElseThrow()).hasSize(2);
        assertThat((List<?>) shown.get("versions").orElseThrow()).hasSize(2);
        assertThat(passes("datasets", "diff", "refunds", "--json").out()).contains("\"change\":\"added\"");
        assertThat(passes("datasets", "list", "--name", "none").err()).contains("No datasets fit.");
    }

    @Test
    void whatIsExportedIsImportedWhole() throws IOException {
        makeRefunds();
        for (String name : List.of("out.yaml", "out.jsonl", "out.csv")) {
            String file = folder.resolve(name).toString();
            passes("datasets", "export", "refunds", file);
            passes("datasets", "import", name, file);
        }
        try (Store store = Store.open(place())) {
            List<DatasetRecord> all = store.datasets().get("refunds").records().toList();
            for (String name : List.of("out.yaml", "out.jsonl", "out.csv")) {
                assertThat(store.datasets().get(name).records().toList()).isEqualTo(all);
            }
        }
        String cases = folder.resolve("cases-again.yaml").toString();
        passes("datasets", "export", "refunds", cases, "--cases");
        assertThat(Files.readString(Path.of(cases)))
                .startsWith("- id: refund-1")
                .doesNotContain("source");
    }

    @Test
    void aRunTakesADatasetWhereItTakesAFileAndSaysWhichVersion() throws IOException {
        makeRefunds();
        passes("datasets", "merge", "refunds", file("more.yaml", "- goal: Move to another plan"));

        Shell.Result run = passes(
                "evaluate",
                "dataset:refunds@1",
                "--agent",
                "demo:/order-desk",
                "--user-model",
                "offline:/",
                "--seed",
                "7");

        assertThat(run.err()).contains("2 cases", "dataset", "refunds@1");
        assertThat(passes("runs", "show").out()).containsPattern("Dataset +refunds@1");
        assertThat(passes("runs", "show", "--json").out()).contains("\"name\":\"refunds\",\"version\":1");

        String runFile = file("run.yaml", """
                agent: demo:/order-desk
                user_model: offline:/
                seed: 7
                store: runs.db
                test_cases: dataset:refunds
                """);
        Shell.Result fromFile = new Shell().run("simulate", runFile, "--filter", "id:refund-1");
        assertThat(fromFile.code()).as(fromFile.err()).isLessThan(2);
        assertThat(passes("runs", "show").out()).containsPattern("Dataset +refunds@2");
        try (Store store = Store.open(place())) {
            assertThat(store.sessions().search(SessionQuery.newest(10))).hasSize(3);
            assertThat(store.runs()
                            .cases(store.runs().find("latest").orElseThrow().runId()))
                    .singleElement()
                    .satisfies(
                            each -> assertThat(each.expectations().text("tool")).contains("refund"));
        }
    }

    @Test
    void aSessionBecomesATestCaseThatSaysWhereItIsFrom() throws IOException {
        String cases = file("cases.yaml", "- goal: Find out whether order 4711 is on its way");
        passes("simulate", cases, "--agent", "demo:/order-desk", "--user-model", "offline:/", "--seed", "7");
        String session;
        try (Store store = Store.open(place())) {
            session = store.sessions()
                    .search(SessionQuery.newest(1))
                    .getFirst()
                    .sessionId()
                    .value();
        }

        passes("datasets", "add", "seen", "--from-session", session.substring(0, 12));
        passes("datasets", "add", "seen", "--from-session", session, "--goal", "Find out when order 4711 comes");

        try (Store store = Store.open(place())) {
            List<DatasetRecord> records = store.datasets().get("seen").records().toList();
            assertThat(records)
                    .extracting(each -> each.testCase().goal())
                    .containsExactly("Find out whether order 4711 is on its way", "Find out when order 4711 comes");
            assertThat(records)
                    .allMatch(each ->
                            each.source().sessionId().orElseThrow().value().equals(session));
        }
    }

    @Test
    void wrongInputsAreRefusedWithWhatToDo() throws IOException {
        makeRefunds();

        assertThat(shell.run("evaluate", "dataset:refund", "--agent", "demo:/order-desk")
                        .err())
                .contains("dataset 'refund': is not in the store; did you mean 'refunds'?");
        assertThat(shell.run("evaluate", "dataset:refunds@7", "--agent", "demo:/order-desk")
                        .err())
                .contains("has no version 7; the newest is 1");
        assertThat(shell.run("evaluate", "dataset:refunds", file("c.yaml", "- goal: Cancel it"))
                        .err())
                .contains("c.yaml: has test cases too");
        assertThat(shell.run("evaluate", "dataset:elsewhere:x", "--agent", "demo:/order-desk")
                        .err())
                .contains("a dataset of the kind 'elsewhere'");
        assertThat(shell.run("datasets", "merge", "refunds", file("wrong.yaml", "- persona: Calm"))
                        .err())
                .contains("'goal' is missing");
        assertThat(shell.run("datasets", "merge", "a@b", file("d.yaml", "- goal: Cancel it"))
                        .code())
                .isEqualTo(2);
        Shell.Result unasked = shell.run("datasets", "delete", "refunds");
        assertThat(unasked.code()).isEqualTo(2);
        assertThat(unasked.err()).contains("--yes: is missing: this would delete dataset refunds with 2 records");
        passes("datasets", "delete", "refunds", "--yes");
        assertThat(shell.run("datasets", "show", "refunds").code()).isEqualTo(2);
    }
}
