package dev.rehearsal.scoring;

import java.util.OptionalDouble;

/** What a scorer found. */
public sealed interface FeedbackValue {
    /** Passed or not; {@code yes} and {@code no} in files, tables and MLflow. */
    record YesNo(boolean yes) implements FeedbackValue {}

    /** A measure. */
    record Numeric(double number) implements FeedbackValue {
        public Numeric {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("a feedback's number must be finite, found: " + number);
            }
        }
    }

    /** One of several categories. */
    record Category(String category) implements FeedbackValue {}

    /** Free text; it is not summed up. */
    record Text(String text) implements FeedbackValue {}

    /** As it stands in files, tables and pages. */
    default String text() {
        return switch (this) {
            case YesNo(boolean yes) -> yes ? "yes" : "no";
            case Numeric(double number) ->
                number == Math.rint(number) && Math.abs(number) < 1e15
                        ? Long.toString((long) number)
                        : Double.toString(number);
            case Category(String category) -> category;
            case Text(String text) -> text;
        };
    }

    /** As a number: yes is 1, no is 0; nothing for categories and text. */
    default OptionalDouble asNumber() {
        return switch (this) {
            case YesNo(boolean yes) -> OptionalDouble.of(yes ? 1 : 0);
            case Numeric(double number) -> OptionalDouble.of(number);
            case Category category -> OptionalDouble.empty();
            case Text text -> OptionalDouble.empty();
        };
    }

    /** The name of the kind: {@code yes_no}, {@code number}, {@code category} or {@code text}. */
    default String kind() {
        return switch (this) {
            case YesNo value -> "yes_no";
            case Numeric value -> "number";
            case Category value -> "category";
            case Text value -> "text";
        };
    }

    /**
     * The opposite of {@link #kind} and {@link #text}.
     *
     * @throws IllegalArgumentException if the kind is not known or the text does not fit it
     */
    static FeedbackValue parse(String kind, String text) {
        return switch (kind) {
            case "yes_no" ->
                switch (text) {
                    case "yes" -> new YesNo(true);
                    case "no" -> new YesNo(false);
                    default -> throw new IllegalArgumentException("expected yes or no, found: " + text);
                };
            case "number" -> new Numeric(Double.parseDouble(text));
            case "category" -> new Category(text);
            case "text" -> new Text(text);
            default -> throw new IllegalArgumentException("no kind of value '" + kind + "'");
        };
    }
}
