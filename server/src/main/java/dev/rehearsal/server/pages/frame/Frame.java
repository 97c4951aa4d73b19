package dev.rehearsal.server.pages.frame;

import io.javalin.http.Context;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What is around a page.
 *
 * @param section which entry of the top bar it belongs to; may be empty
 * @param crumbs the way to it, from the top
 * @param theme {@code light}, {@code dark}, or empty for what the reader's system says
 * @param plots whether it has plots that the browser draws
 */
public record Frame(String title, String section, List<Link> crumbs, String theme, boolean plots) {
    private static final Set<String> THEMES = Set.of("light", "dark");

    public Frame {
        crumbs = List.copyOf(crumbs);
    }

    /** Somewhere to go. */
    public record Link(String text, String href) {}

    /** The frame for who asks. */
    public static Frame of(Context context, String title, String section, Link... crumbs) {
        String theme = Objects.requireNonNullElse(context.cookie("theme"), "");
        return new Frame(title, section, List.of(crumbs), THEMES.contains(theme) ? theme : "", false);
    }

    public Frame withPlots() {
        return new Frame(title, section, crumbs, theme, true);
    }

    /** The address of a file that goes with pages. */
    public String asset(String name) {
        return Assets.address(name);
    }
}
