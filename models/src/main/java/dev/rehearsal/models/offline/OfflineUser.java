package dev.rehearsal.models.offline;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.models.offline.Agenda.Fact;
import dev.rehearsal.models.offline.Agenda.Wish;
import dev.rehearsal.simulation.SimulatedUser;
import dev.rehearsal.simulation.UserReply;
import dev.rehearsal.simulation.UserReply.Intent;
import dev.rehearsal.simulation.UserRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Plays the person by rule: opens with what it wants but not with everything it knows, answers questions from what it knows, asks again,
 * objects, insists where it is refused, and leaves when its agenda is done or its patience is at an end. The same request gets the same
 * reply.
 */
final class OfflineUser implements SimulatedUser {
    static final String NAME = "offline:/";

    @Override
    public UserReply next(UserRequest request) {
        Agenda agenda = Agenda.of(request.testCase());
        Progress progress = Progress.of(agenda, request.conversation());
        return new Turn(agenda, progress, new SplittableRandom(request.seed())).speak();
    }

    @Override
    public String name() {
        return NAME;
    }

    /** One message in the making. */
    private record Turn(Agenda agenda, Progress progress, SplittableRandom random) {
        UserReply speak() {
            if (progress.last() == Progress.Last.NOTHING) {
                return reply("open", opening());
            }
            if (progress.isDone()) {
                return progress.refused() > 0
                        ? new UserReply(say("leave_refused", ""), Intent.GIVES_UP, act("leave"))
                        : new UserReply(say("bye", ""), Intent.SATISFIED, act("bye"));
            }
            if (progress.isExhausted()) {
                return new UserReply(say("leave_lost", ""), Intent.GIVES_UP, act("leave"));
            }
            Wish wish = progress.wish();
            return switch (progress.last()) {
                case NOTHING, HANDLED -> reply("request", ask("next", wish, wish.text()));
                case ASKED -> answer(wish);
                case MISTAKEN -> reply("object", ask("object", wish, wish.text()));
                case REFUSED -> reply("insist", insist());
                case PROMISED -> reply("confirm", say("confirm", ""));
                case LOST ->
                    reply("repeat", ask(progress.hasSaid(wish.text()) ? "tell" : "explain", wish, wish.text()));
            };
        }

        private String opening() {
            List<Wish> wishes = progress.wishesLeft();
            Wish first = wishes.getFirst();
            String opening = ask("open", first, random.nextInt(4) == 0 ? first.main() : first.brief());
            return agenda.manner() == Manner.IMPATIENT && wishes.size() > 1
                    ? opening + " " + ask("also", wishes.get(1), wishes.get(1).brief())
                    : opening;
        }

        private UserReply answer(Wish wish) {
            Reading reading = progress.reading();
            if (reading == null) {
                return reply("repeat", ask("explain", wish, wish.text()));
            }
            List<Fact> known = progress.answered(reading);
            if (reading.confirmation()) {
                return known.stream()
                        .filter(fact -> fact.form() != Fact.Form.VALUE && !progress.hasSaid(fact.text()))
                        .findFirst()
                        .map(fact -> reply("inform", give(List.of(fact))))
                        .orElseGet(() -> reply("affirm", say("yes", "")));
            }
            List<Fact> fresh = known.stream()
                    .filter(fact -> !progress.hasSaid(fact.text()))
                    .toList();
            if (!known.isEmpty()) {
                return reply("inform", give(fresh.isEmpty() ? known : fresh));
            }
            if (!progress.hasSaid(wish.text())) {
                boolean unknown = reading.questions().stream()
                                .anyMatch(each -> !Topic.askedIn(each).isEmpty())
                        && reading.questions().stream().noneMatch(each -> Words.overlap(each, wish.text()));
                String told = ask("explain", wish, wish.text());
                return reply("inform", unknown ? say("unknown", "") + " " + told : told);
            }
            return reply("unknown", say("unknown", ""));
        }

        private String give(List<Fact> facts) {
            var parts = new LinkedHashSet<String>();
            for (Fact fact : facts) {
                String topic = fact.topics().stream()
                        .map(Topic::code)
                        .sorted()
                        .findFirst()
                        .orElse("");
                parts.add(
                        switch (fact.form()) {
                            case VALUE -> worded("give", topic, fact.text());
                            case SENTENCE -> say("remark", fact.text());
                            case WISH -> say("explain", fact.text());
                        });
            }
            return String.join(" ", parts);
        }

        private String insist() {
            for (Fact fact : agenda.facts()) {
                if (fact.answersARefusal() && !progress.hasSaid(fact.text())) {
                    return give(List.of(fact));
                }
            }
            for (String remark : agenda.remarks()) {
                if (!progress.hasSaid(remark)) {
                    return say("insist_remark", remark);
                }
            }
            return say("insist", "");
        }

        private String ask(String act, Wish wish, String words) {
            return worded(act, wish.sentence() ? "sentence" : "", words);
        }

        private String say(String act, String value) {
            return worded(act, "", value);
        }

        private String worded(String act, String variant, String value) {
            var variants = new ArrayList<String>();
            if (!variant.isEmpty()) {
                variants.add(variant + "." + agenda.manner().code());
                variants.add(variant);
            }
            if (!variant.equals("sentence")) {
                variants.add(agenda.manner().code());
            }
            return Phrasebook.of(agenda.language())
                    .say(act, variants, value, random.nextInt(1000), progress::hasSaidAsMessage);
        }

        private static UserReply reply(String act, String text) {
            return new UserReply(text, Intent.GO_ON, act(act));
        }

        private static Attributes act(String act) {
            return Attributes.of("act", act);
        }
    }
}
