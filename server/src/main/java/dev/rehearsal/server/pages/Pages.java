package dev.rehearsal.server.pages;

import dev.rehearsal.server.pages.comparison.ComparePages;
import dev.rehearsal.server.pages.datasets.DatasetPages;
import dev.rehearsal.server.pages.experiments.ExperimentPages;
import dev.rehearsal.server.pages.frame.Assets;
import dev.rehearsal.server.pages.run.RunPages;
import dev.rehearsal.server.pages.session.ReviewPages;
import dev.rehearsal.server.pages.session.SessionPages;
import dev.rehearsal.server.pages.sessions.SessionsPages;
import dev.rehearsal.server.web.Area;
import dev.rehearsal.store.Store;
import io.javalin.config.RoutesConfig;
import java.util.List;

/** All pages of a store, and the files that go with them. */
public final class Pages implements Area {
    private final List<Area> areas;

    public Pages(Store store) {
        this.areas = List.of(
                new Assets(),
                new ExperimentPages(store),
                new RunPages(store),
                new ComparePages(store),
                new SessionsPages(store),
                new SessionPages(store),
                new ReviewPages(store),
                new DatasetPages(store));
    }

    @Override
    public void addTo(RoutesConfig routes) {
        areas.forEach(area -> area.addTo(routes));
    }
}
