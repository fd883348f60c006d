package dev.rtcrooms.testkit.contract;

import static dev.rtcrooms.testkit.contract.Samples.AT;
import static dev.rtcrooms.testkit.contract.Samples.AWKWARD;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.User;
import dev.rtcrooms.message.ChatCommand;
import dev.rtcrooms.message.ChatLog;
import dev.rtcrooms.message.ChatMessage;
import dev.rtcrooms.message.Delete;
import dev.rtcrooms.message.Deleted;
import dev.rtcrooms.message.DirectLog;
import dev.rtcrooms.message.Edit;
import dev.rtcrooms.message.Edited;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.MarkRead;
import dev.rtcrooms.message.React;
import dev.rtcrooms.message.Reacted;
import dev.rtcrooms.message.Reaction;
import dev.rtcrooms.message.ReadChat;
import dev.rtcrooms.message.ReadMarkers;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.SaidTo;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.message.SayTo;
import dev.rtcrooms.message.SetSlowMode;
import dev.rtcrooms.message.SetTyping;
import dev.rtcrooms.message.SlowMode;
import dev.rtcrooms.message.Typing;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Samples of each message of the chat, with and without its optional fields; any thread. */
final class ChatSamples {

  private ChatSamples() {}

  static List<ChatCommand> commands() {
    return List.of(
        new Say("hello"),
        new Say("id-1", AWKWARD),
        new Say("x".repeat(64), ""),
        new Say(null, "yes", 1L << 40, List.of("ann", AWKWARD)),
        new Edit(7, AWKWARD),
        new Delete(7),
        new React(7, "👩🏽‍🚀", true),
        new React(7, "+1", false),
        new SetTyping(true),
        new SayTo("id", "bob", AWKWARD),
        new SayTo(null, "bob", "x"),
        new MarkRead(7),
        new SetSlowMode(Duration.ofSeconds(10)),
        new ReadChat(null, null),
        new ReadChat(7L, 100));
  }

  static List<Event> events() {
    return List.of(
        new Said(null, null, User.of("house"), AWKWARD, AT),
        said(),
        changed(),
        said().delete(),
        new Edited(7, "ann", AWKWARD),
        new Edited(7, null, null),
        new Deleted(Long.MAX_VALUE, "ann"),
        new Deleted(1, null),
        new Reacted(7, "ann", "👩🏽‍🚀", true),
        new Reacted(7, "ann", "+1", false),
        new ChatLog(
            List.of(new ChatMessage(0, said()), new ChatMessage(1L << 40, changed())), true),
        new ChatLog(List.of(), false),
        new Typing(List.of(new Typing.Typist("ann", AWKWARD))),
        saidTo("id"),
        saidTo(null),
        new DirectLog(List.of(saidTo("id"))),
        new ReadMarkers(List.of(new ReadMarkers.Marker("ann", 1L << 40))),
        new SlowMode(Duration.ZERO),
        new Refused("ref", Refusal.of(Refusal.SLOW_MODE, "Wait").after(Duration.ofMillis(1_500))));
  }

  static Said said() {
    return new Said("id", "client", User.of("ann", "Ann"), "hello", AT);
  }

  private static SaidTo saidTo(@Nullable String id) {
    return new SaidTo(1, id, "client", "ann", "Ann", "bob", "Bob", AWKWARD, AT);
  }

  private static Said changed() {
    return new Said(
        null,
        "client",
        User.of("ann", "Ann"),
        AWKWARD,
        AT,
        3L,
        List.of("bob"),
        4L,
        false,
        List.of(new Reaction("👍", List.of("bob", "ann")), new Reaction("❤️", List.of("bob"))));
  }
}
