package dev.rehearsal.server.pages.run;

import dev.rehearsal.formats.report.Figures;

/**
 * How often something is, as a bar of that many per mille.
 *
 * @param href where those are listed; may be empty
 */
record Share(String name, String count, String share, long length, String style, String href) {
    static Share of(String name, long count, long all, String style, String href) {
        return new Share(
                name,
                Figures.count(count),
                Figures.share(all == 0 ? 0 : (double) count / all),
                all == 0 ? 0 : Math.max(4, count * 1000 / all),
                style,
                href);
    }
}
