package dev.rehearsal.server.pages.datasets;

import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.dataset.DatasetQuery;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.formats.cases.CaseFiles;
import dev.rehearsal.formats.cases.CaseFormat;
import dev.rehearsal.server.pages.frame.Frame;
import dev.rehearsal.server.pages.frame.Html;
import dev.rehearsal.server.pages.frame.Person;
import dev.rehearsal.server.pages.text.Address;
import dev.rehearsal.server.web.Area;
import dev.rehearsal.store.RunQuery;
import dev.rehearsal.store.Store;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Datasets to look at: their records and versions, what differs, and files of them. What changes them is {@link DatasetChanges}. */
public final class DatasetPages implements Area {
    private static final int LISTED = 500;
    private static final int RUNS = 300;

    private final Store store;

    public DatasetPages(Store store) {
        this.store = store;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        new DatasetChanges(store).addTo(routes);
        routes.get("/datasets", this::list);
        routes.get("/experiments/{name}/datasets", this::ofExperiment);
        routes.get("/datasets/{name}", this::show);
        routes.get("/datasets/{name}/changes", this::changes);
        routes.get("/datasets/{name}/export", this::export);
        routes.get("/datasets/{name}/records/{case}", this::edit);
    }

    private void list(Context context) {
        List<VersionView.Named> rows = store.datasets().search(DatasetQuery.newest(LISTED)).stream()
                .map(VersionView.Named::of)
                .toList();
        Frame frame = Frame.of(context, "Datasets", "datasets");
        String person = Person.name(context);
        Html.send(context, (out, none) -> JtedatasetsGenerated.render(out, none, frame, "", rows, person));
    }

    private void ofExperiment(Context context) {
        String name = Address.named(context.pathParam("name"));
        List<VersionView.Named> rows = store.runs().names(RunQuery.newest(RUNS).withExperiment(name)).stream()
                .flatMap(run -> store.runs().dataset(run.runId()).stream())
                .map(used -> used.name())
                .distinct()
                .flatMap(used -> store.datasets().row(used).stream())
                .map(VersionView.Named::of)
                .toList();
        Frame frame = Frame.of(
                context,
                name + ": datasets",
                "experiments",
                new Frame.Link("Experiments", "/"),
                new Frame.Link(name, Address.of("experiments", name, "runs").toString()),
                new Frame.Link("Datasets", ""));
        String person = Person.name(context);
        Html.send(context, (out, none) -> JtedatasetsGenerated.render(out, none, frame, name, rows, person));
    }

    private void show(Context context) {
        DatasetPage page = DatasetPage.of(find(context), number(context, "page", 0));
        Frame frame = frame(context, page.name(), new Frame.Link(page.name(), ""));
        String person = Person.name(context);
        Html.send(context, (out, none) -> JtedatasetGenerated.render(out, none, frame, page, person));
    }

    private void changes(Context context) {
        Dataset dataset = find(context);
        int to = number(context, "to", dataset.version().number());
        int from = number(context, "from", Math.max(0, to - 1));
        List<ChangeView> changes = store.datasets().changes(dataset.id(), from, to).stream()
                .map(ChangeView::of)
                .toList();
        List<VersionView> versions =
                dataset.versions().stream().map(VersionView::of).toList();
        Frame frame = frame(
                context,
                dataset.name(),
                new Frame.Link(
                        dataset.name(), Address.of("datasets", dataset.name()).toString()),
                new Frame.Link("Differences", ""));
        Html.send(
                context,
                (out, none) ->
                        JtechangesGenerated.render(out, none, frame, dataset.name(), from, to, versions, changes));
    }

    private void export(Context context) throws IOException {
        Dataset dataset = find(context);
        CaseFormat format = "jsonl".equals(context.queryParam("format")) ? CaseFormat.JSONL : CaseFormat.YAML;
        var text = new StringWriter();
        try (Stream<DatasetRecord> records = dataset.records()) {
            CaseFiles.write(format, records.map(DatasetRecord::testCase), text);
        }
        String file = dataset.name().replaceAll("[^A-Za-z0-9._-]", "_") + "-"
                + dataset.version().number() + "." + format.name().toLowerCase(Locale.ROOT);
        context.header("Content-Disposition", "attachment; filename=\"" + file + "\"");
        context.contentType("text/plain; charset=utf-8").result(text.toString());
    }

    private void edit(Context context) {
        Dataset dataset = find(context);
        String caseId = Address.named(context.pathParam("case"));
        RecordView record = dataset.record(new dev.rehearsal.dataset.CaseId(caseId))
                .map(each -> RecordView.of(dataset.name(), each))
                .orElseThrow(() ->
                        new NotFoundResponse("dataset '" + dataset + "' has no record of the case '" + caseId + "'"));
        Frame frame = frame(
                context,
                caseId,
                new Frame.Link(
                        dataset.name(), Address.of("datasets", dataset.name()).toString()),
                new Frame.Link(caseId, ""));
        String person = Person.name(context);
        Html.send(context, (out, none) -> JterecordGenerated.render(out, none, frame, dataset.name(), record, person));
    }

    private static Frame frame(Context context, String title, Frame.Link... links) {
        var crumbs = Stream.concat(Stream.of(new Frame.Link("Datasets", "/datasets")), Stream.of(links))
                .toArray(Frame.Link[]::new);
        return Frame.of(context, title, "datasets", crumbs);
    }

    private Dataset find(Context context) {
        String name = Address.named(context.pathParam("name"));
        Dataset dataset = store.datasets()
                .find(name)
                .orElseThrow(() -> new NotFoundResponse("there is no dataset '" + name + "' in the store"));
        int version = number(context, "version", -1);
        return version < 0 || version == dataset.version().number() ? dataset : dataset.at(version);
    }

    private static int number(Context context, String name, int otherwise) {
        try {
            return Math.max(0, Integer.parseInt(Objects.requireNonNullElse(context.queryParam(name), "")));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
