package dev.rehearsal.server.pages.sessions;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.server.pages.text.Address;
import dev.rehearsal.store.Cursor;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionFilter;
import dev.rehearsal.store.SessionOrder;
import dev.rehearsal.store.SessionQuery;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which sessions to list, and how, as an address says. Empty means: any.
 *
 * @param experiment the one whose tab it is, or empty
 * @param value of that scorer: {@code no}, {@code error}, a category, or a bound such as {@code <3}
 * @param metadata {@code name=value}
 * @param after the cursor of the page before; empty on the first page
 * @param before the session that the page after begins with; empty unless the list is read backwards
 */
public record SessionList(
        String experiment,
        String run,
        String stopReason,
        String text,
        String scorer,
        String value,
        String metadata,
        String sort,
        String after,
        String before) {
    static final int PAGE = 50;
    private static final Pattern WORDS = Pattern.compile("\\s+");
    private static final Pattern COMPARES = Pattern.compile("^(!=|<=|>=|=|<|>)");

    /** Reads an address's parameters. */
    static SessionList of(String experiment, Map<String, String> parameters) {
        return new SessionList(
                experiment.isEmpty() ? of(parameters, "experiment") : experiment,
                of(parameters, "run"),
                of(parameters, "stop_reason"),
                of(parameters, "text"),
                of(parameters, "scorer"),
                of(parameters, "value"),
                of(parameters, "metadata"),
                of(parameters, "sort"),
                of(parameters, "after"),
                of(parameters, "before"));
    }

    /** The opposite of {@link #inWords}. */
    public static SessionList parse(String text) {
        var parameters = new HashMap<String, String>();
        for (String pair : text.split("&", -1)) {
            int sign = pair.indexOf('=');
            if (sign > 0) {
                parameters.put(
                        pair.substring(0, sign), URLDecoder.decode(pair.substring(sign + 1), StandardCharsets.UTF_8));
            }
        }
        return of("", parameters);
    }

    private static String of(Map<String, String> parameters, String name) {
        return parameters.getOrDefault(name, "").strip();
    }

    /**
     * What the store is asked for, the first page of it.
     *
     * @throws InvalidInputException if a filter or the order is none
     */
    public SessionQuery query() {
        SessionQuery query = SessionQuery.newest(PAGE)
                .withExperiment(experiment.isEmpty() ? null : experiment)
                .withRun(run.isEmpty() ? null : new RunId(run))
                .withStopReason(stopReason.isEmpty() ? null : stopReason)
                .withText(text.isEmpty() ? null : text)
                .withOrder(order());
        if (!scorer.isEmpty() && !value.isEmpty()) {
            String bound = COMPARES.matcher(value).find() ? value : "=" + value;
            query = query.where(SessionFilter.parse(scorer + bound));
        }
        if (!metadata.isEmpty()) {
            query = query.where(SessionFilter.parse("metadata:" + metadata));
        }
        return query;
    }

    SessionOrder order() {
        return sort.isEmpty() ? SessionOrder.NEWEST : SessionOrder.parse(sort);
    }

    /** The same where the reader has got to. */
    SessionQuery page() {
        return after.isEmpty() ? query() : query().withAfter(Cursor.parse(after));
    }

    boolean isAny() {
        return (run + stopReason + text + scorer + value + metadata).isEmpty();
    }

    /** Whether no word of the text is long enough for the index of any store, so that every session is read. */
    boolean isShort() {
        return !text.isEmpty() && WORDS.splitAsStream(text).noneMatch(SessionList::isIndexed);
    }

    private static boolean isIndexed(String word) {
        int length = word.codePointCount(0, word.length());
        return length > 2 || length == 2 && word.codePoints().allMatch(SessionList::isEastAsian);
    }

    private static boolean isEastAsian(int point) {
        return switch (Character.UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> true;
            default -> false;
        };
    }

    /** Where the list is, without filters. */
    Address place() {
        return experiment.isEmpty() ? Address.of("sessions") : Address.of("experiments", experiment, "sessions");
    }

    /** Where the list is, with its filters, on its first page. */
    Address filtered() {
        return with(place());
    }

    /** The filters and the order, for the pages of its sessions. */
    String inWords() {
        String address = with(Address.of("").with("experiment", experiment)).toString();
        int sign = address.indexOf('?');
        return sign < 0 ? "" : address.substring(sign + 1);
    }

    private Address with(Address address) {
        return address.with("run", run)
                .with("stop_reason", stopReason)
                .with("text", text)
                .with("scorer", scorer)
                .with("value", value)
                .with("metadata", metadata)
                .with("sort", sort);
    }
}
