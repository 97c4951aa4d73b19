package dev.rehearsal.models.offline;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How goals are written in a language, as far as the offline user can read them.
 *
 * @param sentence between two sentences
 * @param and between two wishes of one sentence
 * @param turned replacements for sentences that begin with something else than the person
 * @param lead what stands before a wish: "You want to"
 * @param inquiry the beginning of a wish to know something: "find out"
 * @param know how the person says it: "know"
 * @param statement how sentences begin that tell something instead of wishing for it
 * @param reference an order's number and the like, with its noun; group 1 the noun, group 2 the number
 * @param mine what a person says in its place, by the article before it
 * @param capital a first word that is written with a capital only because it is the first
 * @param detail where the part of a wish begins that a person does not say at once
 * @param firstPerson replacements, in order, that make the person speak of itself
 */
record GoalGrammar(
        Pattern sentence,
        Pattern and,
        List<Map.Entry<Pattern, String>> turned,
        Pattern lead,
        Pattern inquiry,
        String know,
        Pattern statement,
        Pattern reference,
        Map<String, String> mine,
        Pattern capital,
        Pattern detail,
        List<Map.Entry<Pattern, String>> firstPerson) {
    private static final String VERBS =
            "(?:cancel|change|get|find out|find|check|ask|return|refund|exchange|update|add|remove|know|learn|book|order|buy|track|receive|request"
                    + "|make|replace|modify|complain|confirm|inquire|see|use|apply|upgrade|move|switch|report|send|pay)\\b";

    private static final GoalGrammar ENGLISH = new GoalGrammar(
            pattern("(?<=[.!?;])(?<!\\bi\\.e\\.|\\be\\.g\\.)\\s+|\\n+"),
            pattern("(?:,? and (?:then |also |finally )?|, then |; )(?=" + VERBS + ")"),
            List.of(
                    entry("^(?:additionally|moreover|in addition|besides|for some reason|on top of that),? ", ""),
                    entry(
                            "^(?:for|regarding|about) ([^,]+), (?:you|i)( also)? (want|need|wish|would like) to ([^.!]+)",
                            "you $3 to $4 for $1")),
            pattern(
                    "^(?:(?:first|then|next|finally|also|second|lastly|afterwards),? )?"
                            + "(?:(?:you|i|the user|the customer|user|customer|she|he|they)(?: also)?(?: want| wants|'d like| would like| wish| wishes| need| needs| try| tries)"
                            + " (?:to )?(?:also )?|(?:try|get help|ask for help) to |get help with |successfully )?(?:successfully )?"),
            pattern(
                    "^(?:find out|learn|check|ask|see|determine|get to know|inquire|verify|know)(?: about)? (?=when|whether|if|where|how|what|which|why|who)"),
            "know ",
            pattern(
                    "^(?:it|you|your|the|a|an|there|this|that|he|she|they|my|i|we|these|those|some|all|both|for|if|when|since|because|however|but|also|halfway|don't|do not|do so)\\b|^\\p{L}+ (?:is|are|was|were)\\b"),
            pattern(
                    "\\b(?:(?:the|your|my|a) )?(order|booking|reservation|ticket|invoice|case|subscription)(?: number| id| no\\.?)? #?((?=[A-Z0-9-]*\\d)[A-Z0-9][A-Z0-9-]{2,})\\b"),
            Map.of("", "my $1"),
            Pattern.compile("^\\p{Lu}(?=\\p{Ll})"),
            pattern(
                    ",? (?:because|since|as you|with|which|in order to|instead of|but|so that|after|using)\\b|, | to (?=\\d)"),
            List.of(
                    entry("\\byou are\\b|\\byou're\\b", "I am"),
                    entry("\\byou were\\b", "I was"),
                    entry("\\byou('ve| have)\\b", "I have"),
                    entry("\\byourself\\b", "myself"),
                    entry("\\byours\\b", "mine"),
                    entry("\\byour\\b", "my"),
                    entry(
                            "\\b(to|for|with|told|gave|gives?|given|tell|from|sends?|sent|by|helps?|allows?|caused?|lets?|offers?|asks?|shows?|charged?|owes?|of|about|than) you\\b",
                            "$1 me"),
                    entry("\\byou\\b", "I")));

    private static final GoalGrammar GERMAN = new GoalGrammar(
            pattern("(?<=[.!?;])\\s+|\\n+"),
            pattern(",? und (?:dann |außerdem |danach )(?=\\p{L})"),
            List.of(),
            pattern(
                    "^(?:(?:zuerst|dann|danach|außerdem) )?(?:(?:du möchtest|du willst|sie möchten|sie wollen|ich möchte|ich will"
                            + "|(?:der kunde|die kundin|der nutzer|die nutzerin) (?:möchte|will)) )?"),
            pattern("^(?:herausfinden|erfahren|fragen|wissen|prüfen), (?=wann|ob|wo|wie|was|welche|warum|wer)"),
            "wissen, ",
            pattern(
                    "^(?:es|du|der kunde|die kundin|falls|wenn|weil)\\b|^(?:deine|dein|das|die|der)\\b(?!.*(?:en|ern|eln)$)"),
            pattern(
                    "(?:\\b(der|die|meine|deine|ihre) )?\\b(?=Bestell|Buch|Reserv|Rechn)(Bestellung|Buchung|Reservierung|Rechnung)(?: Nummer| Nr\\.?)? ((?=[A-Z0-9-]*\\d)[A-Z0-9][A-Z0-9-]{2,})\\b"),
            Map.of("", "meine $2", "der", "meiner $2"),
            Pattern.compile(
                    "^(?=(Die|Der|Das|Den|Dem|Ein|Eine|Einen|Meine|Meinen|Mein|Deine|Deinen|Dein|Ihre|Wissen)\\b)\\p{Lu}"),
            pattern(",? (?:weil|da|mit|statt)\\b|, (?!wann|ob|wo|wie|was|welche|warum|wer)|: "),
            List.of(
                    entry("\\bdu bist\\b", "ich bin"),
                    entry("\\bdu hast\\b", "ich habe"),
                    entry("\\bdein", "mein"),
                    entry("\\bdir\\b", "mir"),
                    entry("\\bdich\\b", "mich"),
                    entry("\\bdu\\b", "ich")));

    private static final GoalGrammar CHINESE = new GoalGrammar(
            pattern("(?<=[。！？；])|\\n+"),
            pattern("，?(?:然后|并且|并|再|同时)(?=取消|查|改|修改|退|问|了解)"),
            List.of(),
            pattern("^(?:首先|然后|接着)?，?(?:(?:你|您|用户|客户|我)?(?:想要|希望|想|需要|要))?"),
            pattern("^(?:查询|了解|弄清|查清|询问|问清|确认|知道|打听)(?:一下)?"),
            "知道",
            pattern("^(?:你|您|如果|因为|这|那)"),
            pattern("(?:我的)?(订单|预订|预约|发票)(?:号码|号|编号)?\\s*((?=[A-Z0-9-]*\\d)[A-Z0-9][A-Z0-9-]{2,})"),
            Map.of("", "我的$1"),
            pattern("^\\b\\B"),
            pattern("，(?:因为|由于)|，|改(?:成|为|到)"),
            List.of(entry("您|你", "我")));

    private static final GoalGrammar OTHER = new GoalGrammar(
            pattern("(?<=[.!?;。！？؟])\\s*|\\n+"),
            pattern("\\n"),
            List.of(),
            pattern("^"),
            pattern("^\\b\\B"),
            "",
            pattern("^\\b\\B"),
            pattern("\\b\\B(.)(.)"),
            Map.of("", "$1"),
            pattern("^\\b\\B"),
            pattern("\\b\\B"),
            List.of());

    static GoalGrammar of(Language language) {
        return switch (language) {
            case ENGLISH -> ENGLISH;
            case GERMAN -> GERMAN;
            case CHINESE -> CHINESE;
            case OTHER -> OTHER;
        };
    }

    /** The text as the person says it of itself. */
    String inFirstPerson(String text) {
        return replaced(text, firstPerson);
    }

    /** The sentence, beginning with the person where it began with something else. */
    String turned(String sentence) {
        return replaced(sentence, turned);
    }

    private static String replaced(String text, List<Map.Entry<Pattern, String>> replacements) {
        String said = text;
        for (Map.Entry<Pattern, String> each : replacements) {
            said = each.getKey().matcher(said).replaceAll(each.getValue());
        }
        return said;
    }

    /** The text as it stands within a sentence. */
    String withinASentence(String text) {
        return capital.matcher(text).replaceFirst(found -> found.group().toLowerCase(Locale.ROOT));
    }

    /** The text without the numbers of orders and the like: "my order". */
    String withoutReferences(String text) {
        Matcher matcher = reference.matcher(text);
        return matcher.replaceAll(found -> {
            String article = found.groupCount() == 3 && found.group(1) != null ? found.group(1) : "";
            String noun = found.group(found.groupCount() - 1);
            String mineOfIt = mine.getOrDefault(article, String.valueOf(mine.get("")));
            return Matcher.quoteReplacement(mineOfIt.replaceAll("\\$\\d", noun));
        });
    }

    /** The numbers of orders and the like. */
    List<String> references(String text) {
        return reference
                .matcher(text)
                .results()
                .map(found -> found.group(found.groupCount()))
                .distinct()
                .toList();
    }

    private static Map.Entry<Pattern, String> entry(String pattern, String replacement) {
        return Map.entry(pattern(pattern), replacement);
    }

    private static Pattern pattern(String text) {
        return Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
