package dev.rehearsal.cli;

import dev.rehearsal.input.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How old something is at least: {@code 30d}, {@code 12h}, {@code 4w}. */
final class Age {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})\\s*(m|min|h|d|w)");

    private Age() {}

    /**
     * The instant that is so long ago.
     *
     * @param flag where it was said
     */
    static Instant before(Instant now, String flag, String age) {
        Matcher form = FORM.matcher(age.strip());
        if (!form.matches()) {
            throw new InvalidInputException(flag, "must be an age such as 30d, 12h, 45min or 4w, found '" + age + "'");
        }
        long count = Long.parseLong(form.group(1));
        Duration duration = switch (form.group(2)) {
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            case "w" -> Duration.ofDays(7 * count);
            default -> Duration.ofMinutes(count);
        };
        return now.minus(duration);
    }
}
