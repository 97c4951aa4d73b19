package dev.rehearsal.demo;

import dev.rehearsal.demo.Shop.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the rule-based desk makes of a message. It understands words, not sentences: it hears one wish a message, does not notice "only",
 * and takes every product for a hint at the order it is in.
 *
 * @param products the names, in each language, of the first product that the message speaks of
 */
record Heard(
        Optional<Wish> wish,
        Optional<String> email,
        Optional<Integer> orderNumber,
        List<String> products,
        Optional<String> address,
        boolean yes,
        boolean no,
        boolean greeting,
        boolean thanks) {
    private static final Pattern EMAIL = Pattern.compile("[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+");
    private static final Pattern ORDER_NUMBER = Pattern.compile("(?<![\\d.,-])1\\d{3}(?!\\d|\\.\\d)");
    private static final List<Pattern> ADDRESSES = List.of(
            Pattern.compile("\\b\\d{1,4}[a-z]? \\p{Lu}[^.!?\\n]*?\\b[A-Z]{1,2}\\d{1,2} ?\\d[A-Z]{2}\\b"),
            Pattern.compile("\\p{Lu}[\\p{L}.-]*( \\p{Lu}[\\p{L}.-]*)* \\d+[a-z]?,? \\d{5} \\p{Lu}[\\p{L}-]+"),
            Pattern.compile("\\p{IsHan}{2,}?市\\p{IsHan}+\\d+号(\\d+室)?"));
    private static final Pattern YES = words(
            "^(well, |ok(ay)?,? )?(yes|yeah|yep|sure|please do|go ahead|correct|right|exactly|ok|okay|ja|genau|gern|richtig|stimmt|是|对|好|可以)");
    private static final Pattern NO = words("^(no|nope|not|nein|don't|stop|不|别)");
    private static final Pattern GREETING = words("^(hi|hello|hey|good (morning|afternoon|evening)|hallo|guten|您好|你好)");
    private static final Pattern THANKS = words("thank|thx|bye|cheers|dank|tschüs|wiedersehen|谢|再见");

    static Heard in(String message) {
        String rest = message;
        Optional<String> email = first(EMAIL, message);
        if (email.isPresent()) {
            rest = rest.replace(email.get(), " ");
        }
        Optional<String> address = Optional.empty();
        for (Pattern pattern : ADDRESSES) {
            address = address.or(() -> first(pattern, message));
        }
        if (address.isPresent()) {
            rest = rest.replace(address.get(), " ");
        }
        return new Heard(
                Wish.in(rest),
                email,
                first(ORDER_NUMBER, rest).map(Integer::valueOf),
                Catalogue.mentionedIn(rest),
                address,
                YES.matcher(message.strip()).find(),
                NO.matcher(message.strip()).find(),
                GREETING.matcher(message.strip()).find(),
                THANKS.matcher(message).find());
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    private static Pattern words(String words) {
        return Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** The products by the names that people use. */
    private static final class Catalogue {
        private static final List<List<String>> NAMES = read();

        static List<String> mentionedIn(String message) {
            String text = message.toLowerCase(Locale.ROOT);
            return NAMES.stream()
                    .filter(names -> names.stream().anyMatch(name -> text.contains(headOf(name))))
                    .findFirst()
                    .orElse(List.of());
        }

        /** People say "the grinder" for the coffee grinder. */
        private static String headOf(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            String head = lower.substring(lower.lastIndexOf(' ') + 1);
            return head.equals("filter") || head.equals("machine") ? lower : head;
        }

        private static List<List<String>> read() {
            try (Shop shop = Shop.open()) {
                List<List<Product>> byLanguage =
                        Stream.of("en", "de", "zh").map(shop::products).toList();
                var names = new ArrayList<List<String>>();
                for (int i = 0; i < byLanguage.getFirst().size(); i++) {
                    int place = i;
                    names.add(byLanguage.stream()
                            .map(products -> products.get(place).name())
                            .toList());
                }
                return names;
            }
        }
    }
}
