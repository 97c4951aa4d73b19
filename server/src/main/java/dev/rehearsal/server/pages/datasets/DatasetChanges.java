package dev.rehearsal.server.pages.datasets;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.dataset.CaseId;
import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.dataset.Datasets;
import dev.rehearsal.dataset.RecordSource;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.formats.cases.CaseFiles;
import dev.rehearsal.formats.cases.CaseFormat;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.server.pages.frame.Person;
import dev.rehearsal.server.pages.text.Address;
import dev.rehearsal.server.web.Area;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Forms that change datasets; each change is a new version. */
final class DatasetChanges implements Area {
    private final Store store;

    DatasetChanges(Store store) {
        this.store = store;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/datasets", this::create);
        routes.post("/datasets/{name}/records", this::merge);
        routes.post("/datasets/{name}/records/{case}", this::save);
        routes.post("/datasets/{name}/records/{case}/removal", this::remove);
        routes.post("/sessions/{id}/dataset", this::addSession);
    }

    private void create(Context context) {
        Dataset dataset = by(context).create(required(context, "name", "how the dataset is called"));
        back(context, dataset.name());
    }

    private void merge(Context context) throws IOException {
        Dataset dataset = dataset(context);
        UploadedFile file = context.uploadedFile("file");
        if (file != null && file.size() > 0) {
            try (InputStream content = file.content()) {
                dataset.merge(
                        cases(file.filename(), new String(content.readAllBytes(), StandardCharsets.UTF_8)),
                        "merged " + file.filename());
            }
        } else {
            dataset.merge(
                    CaseFiles.parse("test cases", CaseFormat.YAML, required(context, "cases", "a file, or test cases")),
                    "merged test cases");
        }
        back(context, dataset.name());
    }

    private static TestCases cases(String name, String text) {
        CaseFormat format = CaseFormat.of(Path.of(name).getFileName())
                .orElseThrow(() -> new InvalidInputException(
                        name, "is no file of test cases by its name; use .yaml, .json, .jsonl or .csv"));
        return CaseFiles.parse(name, format, text);
    }

    /** A record as it was written anew: merged, and where that leaves something that was taken out, put in the record's place. */
    private void save(Context context) {
        Dataset dataset = dataset(context);
        CaseId caseId = caseId(context);
        TestCases written =
                CaseFiles.parse("the test case", CaseFormat.YAML, required(context, "case", "a test case as YAML"));
        List<TestCase> all;
        try (Stream<CaseItem> items = written.open()) {
            all = items.flatMap(
                            item -> item instanceof CaseItem.Valid(TestCase each) ? Stream.of(each) : Stream.empty())
                    .toList();
        }
        if (all.size() != 1) {
            throw new InvalidInputException("the test case", "is one, found " + all.size());
        }
        TestCase after = all.getFirst();
        DatasetRecord before = dataset.record(caseId).orElseThrow(() -> unknown(dataset, caseId));
        TestCase merged = before.mergedWith(DatasetRecord.of(
                        after,
                        store.datasets().clock().instant(),
                        dataset.version().by()))
                .testCase();
        if (!merged.equals(after) || !after.caseId().equals(caseId)) {
            dataset.remove(List.of(caseId), "changed " + caseId);
        }
        dataset.merge(TestCases.of(after), "changed " + caseId);
        back(context, dataset.name());
    }

    private void remove(Context context) {
        Dataset dataset = dataset(context);
        CaseId caseId = caseId(context);
        dataset.remove(List.of(caseId), "removed " + caseId);
        back(context, dataset.name());
    }

    private void addSession(Context context) {
        String id = Address.named(context.pathParam("id"));
        SessionRecord session = store.sessions()
                .get(SessionId.of(id))
                .orElseThrow(() -> new NotFoundResponse("there is no session '" + id + "' in the store"));
        Datasets datasets = by(context);
        String name = required(context, "dataset", "which dataset it is added to");
        Dataset dataset = datasets.find(name).orElseGet(() -> datasets.create(name));
        var record = DatasetRecord.of(
                session.testCase(),
                RecordSource.session(session.row().sessionId()),
                datasets.clock().instant(),
                datasets.who());
        dataset.mergeRecords(Stream.of(record), "added session " + id);
        back(context, dataset.name());
    }

    private Datasets by(Context context) {
        return store.datasets().by(Person.of(context).id());
    }

    private Dataset dataset(Context context) {
        String name = Address.named(context.pathParam("name"));
        return by(context)
                .find(name)
                .orElseThrow(() -> new NotFoundResponse("there is no dataset '" + name + "' in the store"));
    }

    private static CaseId caseId(Context context) {
        return new CaseId(Address.named(context.pathParam("case")));
    }

    private static NotFoundResponse unknown(Dataset dataset, CaseId caseId) {
        return new NotFoundResponse("dataset '" + dataset + "' has no record of the case '" + caseId + "'");
    }

    private static String required(Context context, String name, String what) {
        String value = Objects.requireNonNullElse(context.formParam(name), "").strip();
        if (value.isEmpty()) {
            throw new InvalidInputException(name, "is missing; say " + what);
        }
        return value;
    }

    private static void back(Context context, String dataset) {
        context.redirect(Address.of("datasets", dataset).toString(), HttpStatus.SEE_OTHER);
    }
}
