package dev.rehearsal.server.pages;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.simulation.StopReason;
import java.util.List;

/** A conversation with a shop's agent as it could have been, and what scorers said of it. */
record SampleTalk(
        TestCase testCase,
        List<Exchange> exchanges,
        StopReason stopReason,
        boolean complete,
        String verdict,
        String blame) {
    /** What was said in a turn; {@code why} is the goal check's. */
    record Exchange(String user, Answer answer, String why) {}

    /** The same with another case's id. */
    SampleTalk again(int time) {
        TestCase other = new TestCase(
                testCase.id() + "-" + time,
                testCase.goal(),
                testCase.persona(),
                testCase.context(),
                testCase.expectations(),
                testCase.simulationGuidelines(),
                testCase.history(),
                testCase.script(),
                testCase.tags(),
                testCase.metadata());
        return time == 1 ? this : new SampleTalk(other, exchanges, stopReason, complete, verdict, blame);
    }

    private static ToolCall call(String name, String arguments, String result) {
        return ToolCall.of("", name, arguments).withResult(result);
    }

    private static Answer says(String text, ToolCall... calls) {
        return new Answer(List.of(Message.assistant(text, List.of(calls))), dev.rehearsal.conversation.Usage.NONE);
    }

    /** Of each kind one; the second run's agent has learnt to say that an address cannot be changed any more. */
    static List<SampleTalk> all(boolean newer) {
        return List.of(
                cancel(), address(newer), refund(newer), hours(), stock(), complaint(newer), gift(), invoice(newer));
    }

    private static SampleTalk cancel() {
        return new SampleTalk(
                TestCase.builder()
                        .id("cancel-order")
                        .goal("Cancel order 1001 and get a confirmation by mail")
                        .persona("A busy parent who answers in half sentences.")
                        .context("customer_email", "mia@example.com")
                        .expectation("state", "cancelled")
                        .simulationGuidelines("Give the order number only when asked.", "Insist on the mail.")
                        .tag("topic", "orders")
                        .metadata(Attributes.of("source", "tickets"))
                        .build(),
                List.of(
                        new Exchange(
                                "hi, need to cancel an order. the blue kettle",
                                says(
                                        "Sure, I can help with that. Could you tell me the order number? It is in the subject of your confirmation mail."),
                                "No order is cancelled yet."),
                        new Exchange(
                                "1001",
                                says(
                                        "I found order **1001**:\n\n| Item | Price | State |\n|---|---|---|\n| Blue kettle | $34.90 | packed |\n\nShall I cancel it?",
                                        call(
                                                "find_order",
                                                "{\"order\":\"1001\"}",
                                                "{\"order\":\"1001\",\"item\":\"Blue kettle\",\"total\":34.9,\"state\":\"packed\"}")),
                                "The order is found and not cancelled yet."),
                        new Exchange(
                                "yes. and mail me that pls",
                                says(
                                        "Done. Order 1001 is cancelled, and the confirmation is on its way to `mia@example.com`.\n\n1. The $34.90 go back to your card within 3 days.\n2. You do not need to do anything else.",
                                        call("cancel_order", "{\"order\":\"1001\"}", "{\"state\":\"cancelled\"}"),
                                        call(
                                                "send_mail",
                                                "{\"to\":\"mia@example.com\",\"template\":\"cancelled\"}",
                                                "{\"queued\":true}")),
                                "Order 1001 is cancelled and a mail is queued.")),
                new StopReason.GoalAchieved("Order 1001 is cancelled and a mail is queued."),
                true,
                "Both wishes were met: the order is cancelled, the mail is sent.",
                "");
    }

    private static SampleTalk address(boolean newer) {
        var testCase = TestCase.builder()
                .id("change-address")
                .goal("Find out when order 1002 arrives, and have it sent to the office instead")
                .persona("Polite, but loses patience when asked the same twice.")
                .context("customer_email", "tom@example.com")
                .simulationGuidelines("Name the office, 5 Mill Lane, in the first message.")
                .tag("topic", "delivery")
                .build();
        var asked = new Exchange(
                "Hello! When will order 1002 arrive? And could it go to my office, 5 Mill Lane, instead?",
                says(
                        newer
                                ? "It arrives on 4 November. It is already with the carrier, so its address **cannot be changed** any more. Shall I ask the carrier to hold it at the pick-up shop in Mill Lane?"
                                : "It arrives on 4 November. I changed the address to 5 Mill Lane.",
                        call(
                                "find_order",
                                "{\"order\":\"1002\"}",
                                "{\"order\":\"1002\",\"state\":\"shipped\",\"arrives\":\"2026-11-04\"}"),
                        ToolCall.of("", "change_address", "{\"order\":\"1002\",\"address\":\"5 Mill Lane\"}")
                                .withFailure("409: order 1002 is shipped, its address cannot be changed")),
                "The address was not changed: the tool failed.");
        return newer
                ? new SampleTalk(
                        testCase,
                        List.of(
                                asked,
                                new Exchange(
                                        "Oh. The pick-up shop is fine, it is next door.",
                                        says(
                                                "Arranged: it waits for you at the pick-up shop, 7 Mill Lane, from 4 November on.",
                                                call(
                                                        "hold_parcel",
                                                        "{\"order\":\"1002\",\"shop\":\"7 Mill Lane\"}",
                                                        "{\"ok\":true}")),
                                        "The parcel waits next door to the office, and the user agrees.")),
                        new StopReason.GoalAchieved("The parcel waits next door to the office, and the user agrees."),
                        true,
                        "The date was given and a way found that the user accepts.",
                        "")
                : new SampleTalk(
                        testCase,
                        List.of(
                                asked,
                                new Exchange(
                                        "Great, so it will be at Mill Lane on the 4th?",
                                        says("Yes, everything is arranged. Is there anything else I can do for you?"),
                                        "The agent says it is arranged, and it is not.")),
                        new StopReason.UserGaveUp("Thanks, bye."),
                        false,
                        "The agent claims that the address was changed, although the tool refused it in turn 1, and repeats that claim in turn 2. The customer will wait at the wrong place.",
                        "agent");
    }

    private static SampleTalk refund(boolean newer) {
        return new SampleTalk(
                TestCase.builder()
                        .id("refund-broken")
                        .goal("Get a refund for a lamp that arrived broken, without sending it back")
                        .persona("Annoyed, writes in short sentences and capital letters now and then.")
                        .tag("topic", "refunds")
                        .build(),
                List.of(
                        new Exchange(
                                "the lamp from order 1007 came BROKEN. i want my money back",
                                says("I am sorry to hear that. Could you send a photo of the damage?"),
                                "No refund yet."),
                        new Exchange(
                                "there. glass all over the floor",
                                says("Thank you. Could you send a photo of the damage?"),
                                "The agent asks again for what it was given."),
                        new Exchange(
                                "i JUST did that",
                                says(
                                        "I see. Let me check.",
                                        call(
                                                "find_order",
                                                "{\"order\":\"1007\"}",
                                                "{\"order\":\"1007\",\"item\":\"Desk lamp\",\"total\":59.0,\"state\":\"delivered\"}")),
                                "No refund yet."),
                        new Exchange(
                                "and?",
                                newer
                                        ? says(
                                                "You get the $59.00 back within 3 days, and you can throw the lamp away.",
                                                call("refund", "{\"order\":\"1007\"}", "{\"refunded\":59.0}"))
                                        : says("Could you send a photo of the damage?"),
                                newer ? "The refund is made." : "The agent asks for the third time.")),
                newer
                        ? new StopReason.GoalAchieved("The refund is made.")
                        : new StopReason.Stalled("the agent said the same in turns 1, 2 and 4"),
                newer,
                newer
                        ? "The refund was made, after one needless repeat."
                        : "The user was asked three times for the same photo and got nothing.",
                newer ? "" : "agent");
    }

    private static SampleTalk hours() {
        return new SampleTalk(
                TestCase.builder()
                        .id("opening-hours")
                        .goal("Find out whether the shop is open on Sunday")
                        .tag("topic", "shop")
                        .build(),
                List.of(new Exchange(
                        "Are you open on Sundays?",
                        says("No, we are open Monday to Saturday, 9 to 18."),
                        "The question is answered.")),
                new StopReason.GoalAchieved("The question is answered."),
                true,
                "One question, one clear answer.",
                "");
    }

    private static SampleTalk stock() {
        return new SampleTalk(
                TestCase.builder()
                        .id("stock-zh")
                        .goal("问一下红色茶壶有没有货，能不能周五前送到")
                        .persona("说中文，问题很具体。")
                        .tag("topic", "stock")
                        .build(),
                List.of(
                        new Exchange(
                                "你好，红色的茶壶还有货吗？",
                                says("您好！红色茶壶还有 **4 个**。", call("stock", "{\"item\":\"红色茶壶\"}", "{\"left\":4}")),
                                "还没有说送货时间。"),
                        new Exchange("周五之前能送到上海吗？", says("可以，今天下单周四送到。"), "两个问题都回答了。")),
                new StopReason.GoalAchieved("两个问题都回答了。"),
                true,
                "两个问题都得到了明确的回答。",
                "");
    }

    private static SampleTalk complaint(boolean newer) {
        return new SampleTalk(
                TestCase.builder()
                        .id("late-parcel")
                        .goal(
                                "Learn where the parcel of order 1011 is and get the shipping fee back because it is late")
                        .persona("Has waited a week. Knows the shop's promise of three days.")
                        .tag("topic", "delivery")
                        .build(),
                List.of(
                        new Exchange(
                                "My parcel 1011 is a week late. Where is it, and what about the 3 days you promise?",
                                says(
                                        "It has been at the customs office since Monday; it should be with you on Thursday.",
                                        call(
                                                "find_order",
                                                "{\"order\":\"1011\"}",
                                                "{\"order\":\"1011\",\"state\":\"customs\"}")),
                                "The place is known, the fee is not."),
                        new Exchange(
                                "Then I want the shipping fee back. That is your promise.",
                                says(
                                        newer
                                                ? "You are right, and I am sorry. I paid the $4.90 back."
                                                : "We are sorry for the inconvenience. Our team works hard to deliver in time."),
                                newer ? "The fee is paid back." : "Nothing is said about the fee."),
                        new Exchange(
                                newer ? "Thank you." : "Do I get it back or not?",
                                says(newer ? "You are welcome." : "I am afraid I cannot decide that."),
                                newer ? "The fee is paid back." : "The fee is refused.")),
                newer
                        ? new StopReason.GoalAchieved("The fee is paid back.")
                        : new StopReason.MaxTurns("The fee is refused."),
                newer,
                newer
                        ? "Both parts of the goal are reached."
                        : "Where the parcel is was said; the fee was neither paid back nor passed on.",
                newer ? "" : "agent");
    }

    private static SampleTalk gift() {
        return new SampleTalk(
                TestCase.builder()
                        .id("gift-wrap")
                        .goal("Order two mugs as a gift with a card that says “For Ann”")
                        .persona("Cheerful, tells more than is needed.")
                        .tag("topic", "orders")
                        .build(),
                List.of(
                        new Exchange(
                                "Hi!! My sister Ann turns 40, she loves tea, so: two of the green mugs please, wrapped :)",
                                says(
                                        "What a lovely idea! Two green mugs with gift wrap are **$31.80**. Would you like a card?"),
                                "Not ordered yet."),
                        new Exchange(
                                "Certainly! I can help you with that. Which card would you like?",
                                says("I would like to know that from you: what should the card say?"),
                                "The simulated user has slipped into the agent's part.")),
                new StopReason.UserGaveUp("Certainly! I can help you with that."),
                false,
                "No order was placed. The user stopped playing a customer in turn 2.",
                "simulated_user");
    }

    private static SampleTalk invoice(boolean newer) {
        return new SampleTalk(
                TestCase.builder()
                        .id("invoice")
                        .goal("Get the invoice of order 1003 as a PDF")
                        .tag("topic", "invoices")
                        .build(),
                newer
                        ? List.of(new Exchange(
                                "Can I have the invoice for order 1003?",
                                says(
                                        "Here it is: [invoice-1003.pdf](https://shop.example/invoices/1003.pdf)",
                                        call(
                                                "invoice",
                                                "{\"order\":\"1003\"}",
                                                "{\"url\":\"https://shop.example/invoices/1003.pdf\"}")),
                                "The invoice is there."))
                        : List.of(new Exchange("Can I have the invoice for order 1003?", Answer.NONE, "")),
                newer
                        ? new StopReason.GoalAchieved("The invoice is there.")
                        : new StopReason.AgentFailed("HTTP 500 from http://localhost:8080/chat: no database"),
                newer,
                newer ? "The invoice was given at once." : "",
                newer ? "" : "plumbing");
    }
}
