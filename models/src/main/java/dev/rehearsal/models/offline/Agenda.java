package dev.rehearsal.models.offline;

import dev.rehearsal.dataset.TestCase;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person brings to a conversation: what it wants, one after the other, what it can say about it, and how it behaves. Follows from
 * the test case alone.
 *
 * @param wishes what to ask for; at least one
 * @param facts what to give when asked
 * @param remarks what else the goal tells; said when the agent refuses
 */
record Agenda(Language language, Manner manner, List<Wish> wishes, List<Fact> facts, List<String> remarks) {
    private static final Pattern EMAIL = Pattern.compile("[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+");
    private static final Pattern POSSESSION = Pattern.compile(
            "\\b(?:your|my) ((?:[a-z]+ ){0,2}[a-z-]+) is ([^,;!?]+?)(?=[,;!?]|\\.(?:\\s|$)|$)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME =
            Pattern.compile("\\b(?:You are|I am|your name is|my name is) ((?-i:\\p{Lu}\\p{L}+(?: \\p{Lu}\\p{L}+)+))");
    private static final Pattern CONDITION = Pattern.compile(
            "^(?:if|when|wenn|falls) (.+?), (?:then |dann )?(?:(?:you )?(?:should )?(?:say|mention|answer|reply|tell (?:them|him|her|the agent)|sage|antworte)(?: that|,? dass)? )?(.+?)[.]?$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern INSTRUCTION = Pattern.compile(
            "^(?:then |you )*(?:ask (?:for |to |the agent to )|try to |insist on |agree to )",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CODE = Pattern.compile("\\b(?=[A-Z]*\\d)(?=\\d*[A-Z])[A-Z0-9]{5,8}\\b");

    Agenda {
        wishes = List.copyOf(wishes);
        facts = List.copyOf(facts);
        remarks = List.copyOf(remarks);
    }

    static Agenda of(TestCase testCase) {
        Language language = Language.of(testCase.goal());
        GoalGrammar grammar = GoalGrammar.of(language);
        var wishes = new ArrayList<Wish>();
        var remarks = new ArrayList<String>();
        var facts = new ArrayList<Fact>();
        flatten("", testCase.context().asMap(), facts);
        for (String sentence : grammar.sentence().split(testCase.goal().strip())) {
            readSentence(sentence.strip(), grammar, wishes, remarks, facts);
        }
        if (wishes.isEmpty()) {
            wishes.add(Wish.told(remarks.isEmpty() ? testCase.goal().strip() : remarks.removeFirst()));
        }
        String persona = testCase.personaOrDefault();
        readPersona(persona, facts);
        for (String guideline : testCase.simulationGuidelines()) {
            readCondition(guideline, grammar, facts);
        }
        for (String reference : grammar.references(testCase.goal())) {
            addFact(facts, new Fact("order number", EnumSet.of(Topic.REFERENCE), reference, Fact.Form.VALUE));
        }
        CODE.matcher(testCase.goal())
                .results()
                .forEach(found -> addFact(
                        facts, new Fact("order number", EnumSet.of(Topic.REFERENCE), found.group(), Fact.Form.VALUE)));
        return new Agenda(language, Manner.of(persona), wishes, facts, remarks);
    }

    private static void readSentence(
            String sentence, GoalGrammar grammar, List<Wish> wishes, List<String> remarks, List<Fact> facts) {
        if (sentence.isEmpty() || sentence.startsWith("(") || readCondition(sentence, grammar, facts)) {
            return;
        }
        String turned = grammar.turned(sentence);
        String rest = grammar.lead().matcher(turned).replaceFirst("");
        boolean led = rest.length() < turned.length();
        if (sentence.endsWith("?") || sentence.endsWith("？")) {
            wishes.add(Wish.told(grammar.inFirstPerson(sentence)));
            return;
        }
        String plain = rest.replaceFirst("[.!;。！；]+$", "");
        if (led && grammar.statement().matcher(plain).find()) {
            wishes.add(Wish.told(grammar.inFirstPerson(turned)));
            return;
        }
        if (grammar.statement().matcher(plain).find()) {
            remarks.add(grammar.withinASentence(grammar.inFirstPerson(plain)));
            return;
        }
        for (String part : grammar.and().split(plain)) {
            if (grammar.know().isEmpty()) {
                wishes.add(Wish.told(sentence));
                continue;
            }
            String known = grammar.inquiry().matcher(part.strip()).replaceFirst(grammar.know());
            wishes.add(Wish.from(grammar.inFirstPerson(known), grammar));
        }
    }

    private static boolean readCondition(String sentence, GoalGrammar grammar, List<Fact> facts) {
        Matcher matcher = CONDITION.matcher(sentence);
        if (!matcher.find()) {
            return false;
        }
        String condition = matcher.group(1)
                .replaceFirst("(?i)^(the |der |die )?(service )?(agent|assistant|bot)\\b", "")
                .strip();
        String said = grammar.inFirstPerson(
                INSTRUCTION.matcher(matcher.group(2).strip()).replaceFirst(""));
        facts.add(new Fact(condition, Topic.askedIn(condition), said, Fact.Form.of(said)));
        return true;
    }

    private static void readPersona(String persona, List<Fact> facts) {
        Matcher email = EMAIL.matcher(persona);
        if (email.find()) {
            addFact(facts, new Fact("email", EnumSet.of(Topic.EMAIL), email.group(), Fact.Form.VALUE));
        }
        Matcher name = NAME.matcher(persona);
        if (name.find()) {
            addFact(facts, new Fact("name", EnumSet.of(Topic.NAME), name.group(1), Fact.Form.VALUE));
        }
        POSSESSION
                .matcher(persona)
                .results()
                .forEach(found ->
                        addFact(facts, Fact.named(found.group(1), found.group(2).replaceAll("^['\"]|['\"]$", ""))));
    }

    private static void flatten(String prefix, Map<String, ? extends @Nullable Object> values, List<Fact> facts) {
        values.forEach((key, value) -> {
            String name = prefix.isEmpty() ? key : prefix + " " + key;
            if (value instanceof Map<?, ?> map) {
                map.forEach((inner, each) -> {
                    if (each != null && !(each instanceof Map)) {
                        addFact(facts, Fact.named(name + " " + inner, text(each)));
                    }
                });
            } else if (value != null) {
                addFact(facts, Fact.named(name, text(value)));
            }
        });
    }

    private static String text(Object value) {
        return value instanceof List<?> list
                ? String.join(", ", list.stream().map(String::valueOf).toList())
                : value.toString();
    }

    private static void addFact(List<Fact> facts, Fact fact) {
        if (facts.stream().noneMatch(known -> known.text().equalsIgnoreCase(fact.text()))) {
            facts.add(fact);
        }
    }

    /**
     * What it wants.
     *
     * @param text in its own words: "cancel order 1001, because it comes too late"
     * @param main without the details: "cancel order 1001"
     * @param brief what it says of it at first: "cancel my order"
     * @param sentence whether the text is a sentence of its own
     */
    record Wish(String text, String main, String brief, boolean sentence) {
        private static final Pattern ONLY =
                Pattern.compile("\\b(only|just|nur)\\b|只|仅", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

        private static final Pattern UNCLOSED = Pattern.compile("\\s*\\([^)]*$");

        static Wish told(String sentence) {
            String whole = sentence.matches("(?s).*[\\p{Punct}。！？；]") ? sentence : sentence + ".";
            return new Wish(whole, whole, whole, true);
        }

        static Wish from(String text, GoalGrammar grammar) {
            Matcher detail = grammar.detail().matcher(text);
            boolean inquiry = text.startsWith(grammar.know());
            String brief =
                    !inquiry && detail.find(Math.min(text.length(), 6)) ? text.substring(0, detail.start()) : text;
            String whole = grammar.withinASentence(UNCLOSED.matcher(text).replaceFirst(""));
            brief = UNCLOSED.matcher(brief).replaceFirst("");
            String shown = grammar.withinASentence(brief.contains(" ") || !text.contains(" ") ? brief : text);
            return new Wish(whole, shown, grammar.withoutReferences(shown), false);
        }

        /** Whether it is about a part, so that getting more than that is not what it wants. */
        boolean isLimited() {
            return ONLY.matcher(text).find();
        }

        /** Whether something that was said takes the limit into account. */
        static boolean limits(String said) {
            return ONLY.matcher(said).find();
        }
    }

    /**
     * What it can say.
     *
     * @param name what it is called
     * @param topics what questions it answers
     * @param text the value
     * @param form how the text can be said
     */
    record Fact(String name, Set<Topic> topics, String text, Form form) {
        Fact {
            topics = Set.copyOf(topics);
        }

        static Fact named(String key, String value) {
            return new Fact(Words.ofKey(key), Topic.ofKey(key), value, Form.VALUE);
        }

        boolean answers(String question, Set<Topic> asked) {
            return topics.isEmpty()
                    ? Words.overlap(name, question)
                    : asked.stream().anyMatch(topics::contains);
        }

        /** Whether it is for the case that the agent refuses. */
        boolean answersARefusal() {
            return form != Form.VALUE && Reading.of(name).refuses();
        }

        /** How something can be said. */
        enum Form {
            /** It is a name, a number or the like. */
            VALUE,
            /** It is a sentence. */
            SENTENCE,
            /** It goes on after "I want to". */
            WISH;

            private static final Pattern SENTENCE_START = Pattern.compile(
                    "^(?:i|it|it's|there|the|my|that|this|yes|no|you|he|she|they|we|a|an|because|only|ich|es|das|ja|nein|mein|meine|der|die)\\b.*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

            static Form of(String text) {
                return SENTENCE_START.matcher(text).matches() || !text.matches("\\p{Ll}.*") ? SENTENCE : WISH;
            }
        }
    }
}
