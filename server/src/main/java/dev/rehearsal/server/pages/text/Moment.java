package dev.rehearsal.server.pages.text;

import dev.rehearsal.formats.report.Figures;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A point in time on a page: in UTC as it comes from here, in the reader's own zone once the browser has put it so.
 *
 * @param iso for the browser
 */
public record Moment(String iso, String text) {
    public static Moment of(Instant instant) {
        return new Moment(instant.truncatedTo(ChronoUnit.SECONDS).toString(), Figures.time(instant));
    }
}
