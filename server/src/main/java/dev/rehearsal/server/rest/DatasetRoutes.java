package dev.rehearsal.server.rest;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.CaseId;
import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.CaseReader;
import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.dataset.DatasetMerge;
import dev.rehearsal.dataset.DatasetQuery;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.formats.report.DatasetValues;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.server.web.Area;
import dev.rehearsal.server.web.Json;
import dev.rehearsal.server.web.ProblemException;
import dev.rehearsal.store.Store;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Datasets: listed, shown, compared, and merged into. */
final class DatasetRoutes implements Area {
    private static final int MOST = 1_000;

    private final Store store;
    private final Clock clock;

    DatasetRoutes(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/v1/datasets", this::list);
        routes.post("/api/v1/datasets", this::create);
        routes.get("/api/v1/datasets/{name}", this::show);
        routes.get("/api/v1/datasets/{name}/records", this::records);
        routes.post("/api/v1/datasets/{name}/records", this::merge);
        routes.delete("/api/v1/datasets/{name}/records/<case_id>", this::remove);
        routes.get("/api/v1/datasets/{name}/changes", this::changes);
    }

    private Dataset find(Context context) {
        return store.datasets()
                .find(context.pathParam("name"))
                .orElseThrow(() -> ProblemException.notFound(
                        "no dataset of that name is in the store", "/api/v1/datasets lists them"));
    }

    private void list(Context context) {
        Asked asked = Asked.of(context, "name", "limit");
        DatasetQuery query =
                DatasetQuery.newest((int) asked.number("limit", MOST, 1, MOST)).withName(asked.text("name"));
        Json.send(
                context,
                Listing.of(
                        "datasets",
                        store.datasets().search(query).stream()
                                .map(DatasetValues::of)
                                .toList()));
    }

    private void create(Context context) {
        Attributes body = Json.received(context);
        String name = body.text("name").orElseThrow(() -> new InvalidInputException("name", "is missing"));
        Dataset created = store.datasets().by(person(body)).create(name);
        context.status(201).header("Location", "/api/v1/datasets/" + Paths.segment(created.name()));
        Json.send(context, DatasetValues.of(created.row()));
    }

    private void show(Context context) {
        Asked.of(context);
        Dataset dataset = find(context);
        Map<String, @Nullable Object> values = DatasetValues.of(dataset.row());
        values.put(
                "versions", dataset.versions().stream().map(DatasetValues::of).toList());
        Json.send(context, values);
    }

    /** A dataset's records are read as a stream; a page is a part of it. */
    private void records(Context context) {
        Asked asked = Asked.of(context, "version", "offset", "limit");
        Dataset dataset = find(context);
        int version = (int) asked.number("version", 0, 1, Integer.MAX_VALUE);
        Dataset read = version == 0 ? dataset : dataset.at(version);
        long offset = asked.number("offset", 0, 0, Long.MAX_VALUE);
        int limit = asked.limit();
        List<Map<String, @Nullable Object>> rows;
        try (Stream<DatasetRecord> records = read.records()) {
            rows = records.skip(offset).limit(limit + 1L).map(DatasetValues::of).toList();
        }
        boolean more = rows.size() > limit;
        Map<String, @Nullable Object> values = Listing.of("records", more ? rows.subList(0, limit) : rows);
        values.put("version", read.version().number());
        values.put("next_offset", more ? offset + limit : null);
        Json.send(context, values);
    }

    private void merge(Context context) {
        Dataset dataset = find(context);
        Attributes body = Json.received(context);
        if (!(body.get("test_cases").orElse(null) instanceof List<?> given) || given.isEmpty()) {
            throw new InvalidInputException("test_cases", "is missing; give a list of test cases");
        }
        String who = person(body);
        var records = new ArrayList<DatasetRecord>();
        var faults = new ArrayList<Fault>();
        for (int i = 0; i < given.size(); i++) {
            int number = i + 1;
            switch (read(given.get(i), number)) {
                case CaseItem.Valid(TestCase testCase) -> records.add(DatasetRecord.of(testCase, clock.instant(), who));
                case CaseItem.Invalid(List<Fault> found) ->
                    found.forEach(fault -> faults.add(new Fault("test case " + number, fault.toString())));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        DatasetMerge merge = store.datasets()
                .by(who)
                .merge(dataset.id(), records.stream(), body.text("what").orElse("merged test cases"));
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("version", DatasetValues.of(merge.version()));
        values.put("added", merge.added());
        values.put("changed", merge.changed());
        values.put("unchanged", merge.unchanged());
        Json.send(context, values);
    }

    private static CaseItem read(Object value, int number) {
        if (!(value instanceof Map<?, ?> map)) {
            return new CaseItem.Invalid(List.of(new Fault("", "is no object")));
        }
        var fields = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((name, each) -> fields.put(String.valueOf(name), each));
        return CaseReader.read(fields);
    }

    private void remove(Context context) {
        Asked asked = Asked.of(context, "person");
        Dataset dataset = find(context);
        CaseId caseId = new CaseId(context.pathParam("case_id"));
        if (dataset.record(caseId).isEmpty()) {
            throw ProblemException.notFound("the dataset has no record of that case id", "its 'records' list them");
        }
        String person = asked.text("person");
        Json.send(
                context,
                DatasetValues.of(store.datasets()
                        .by(person == null ? store.datasets().who() : person)
                        .remove(dataset.id(), List.of(caseId), "removed a record")));
    }

    private void changes(Context context) {
        Asked asked = Asked.of(context, "from", "to");
        Dataset dataset = find(context);
        int newest = dataset.version().number();
        int to = (int) asked.number("to", newest, 0, newest);
        int from = (int) asked.number("from", Math.max(0, to - 1), 0, newest);
        Json.send(
                context,
                Listing.of(
                        "changes",
                        store.datasets().changes(dataset.id(), from, to).stream()
                                .map(DatasetValues::of)
                                .toList()));
    }

    private String person(Attributes body) {
        return body.text("person")
                .filter(name -> !name.isBlank())
                .orElse(store.datasets().who());
    }
}
