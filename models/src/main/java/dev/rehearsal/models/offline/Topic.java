package dev.rehearsal.models.offline;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What agents ask for again and again, by the words of the question; and by the words of a context key, where they differ. */
enum Topic {
    EMAIL("e-?mail|邮箱|邮件", "e-?mail|mail"),
    REFERENCE(
            "(order|booking|reservation|confirmation|ticket|invoice|case) ?(number|id\\b|no\\b|code)|which (order|booking|reservation)|which one|"
                    + "bestell-?nummer|auftragsnummer|buchungsnummer|welche (bestellung|buchung)|um welche|订单号|哪个订单|哪一个|编号",
            "(order|booking|reservation|confirmation|ticket|invoice|case) ?(number|id|no|code)?$"),
    ACCOUNT(
            "(user|customer|member|account|client) ?(id\\b|number|name)|kundennummer|benutzername|用户名|客户号|账号",
            "(user|customer|member|account|client) ?(id|number)"),
    PHONE("phone|mobile number|telefon|handynummer|电话|手机", "phone|mobile|telefon"),
    ADDRESS("address|street|where should|deliver(ed)? to|adresse|anschrift|wohin|straße|地址|送到哪里", "address|adresse"),
    POSTCODE("post ?code|zip|postleitzahl|\\bplz\\b|邮编", "post ?code|zip|plz"),
    NAME("\\byour (full |first |last )?name|\\bname, please|ihr name|wie heißen|姓名|您的名字|怎么称呼", "name$"),
    REASON("\\bwhy\\b|reason|\\bgrund\\b|warum|weshalb|为什么|原因", "reason|grund"),
    PAYMENT("pay(ment)? (method|with)|(credit )?card|zahlungs|kreditkarte|支付方式|银行卡", "pay|card"),
    DATE("what date|which (date|day)|when did|welches datum|an welchem tag|哪一天|什么日期", "date|day$");

    private final Pattern question;
    private final Pattern key;

    Topic(String question, String key) {
        this.question = pattern(question);
        this.key = pattern(key);
    }

    /** What a question asks for. */
    static Set<Topic> askedIn(String question) {
        String text = question.replaceAll("(?i)e-?mail[- ]?(address|adresse)", "e-mail");
        return matching(topic -> topic.question.matcher(text).find());
    }

    /** What a context key names. */
    static Set<Topic> ofKey(String key) {
        String words = Words.ofKey(key);
        Set<Topic> topics = matching(topic -> topic.key.matcher(words).find());
        if (topics.contains(EMAIL)) {
            return EnumSet.of(EMAIL);
        }
        return topics;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Set<Topic> matching(Predicate<Topic> condition) {
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        Arrays.stream(values()).filter(condition).forEach(topics::add);
        return topics;
    }

    private static Pattern pattern(String words) {
        return Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
