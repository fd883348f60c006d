package dev.rtcrooms.examples.owntransport;

import dev.rtcrooms.Role;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.BanChanged;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.ChannelClosed;
import dev.rtcrooms.message.ChannelMessages;
import dev.rtcrooms.message.ChannelOpened;
import dev.rtcrooms.message.ChannelPeers;
import dev.rtcrooms.message.ChatLog;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Deleted;
import dev.rtcrooms.message.DirectLog;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.Edited;
import dev.rtcrooms.message.EntryChanged;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Expiring;
import dev.rtcrooms.message.FreshIceServers;
import dev.rtcrooms.message.Granted;
import dev.rtcrooms.message.HandChanged;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.IdleLayers;
import dev.rtcrooms.message.Member;
import dev.rtcrooms.message.Members;
import dev.rtcrooms.message.MembersChanged;
import dev.rtcrooms.message.ModerationState;
import dev.rtcrooms.message.ModeratorState;
import dev.rtcrooms.message.MuteRequested;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Paused;
import dev.rtcrooms.message.PermitsChanged;
import dev.rtcrooms.message.Person;
import dev.rtcrooms.message.Ping;
import dev.rtcrooms.message.Published;
import dev.rtcrooms.message.Reacted;
import dev.rtcrooms.message.ReadMarkers;
import dev.rtcrooms.message.RecordingState;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.message.Restart;
import dev.rtcrooms.message.RoomChanged;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.SaidTo;
import dev.rtcrooms.message.Show;
import dev.rtcrooms.message.Signal;
import dev.rtcrooms.message.SlowMode;
import dev.rtcrooms.message.Speakers;
import dev.rtcrooms.message.StreamsState;
import dev.rtcrooms.message.Typing;
import dev.rtcrooms.message.Unpublished;
import dev.rtcrooms.message.ViewerCount;
import dev.rtcrooms.message.Waiting;
import dev.rtcrooms.message.WaitingChanged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Describes events as text for a terminal; immutable, any thread. */
final class Words {

  private static final String NOTHING = "";
  private static final String RAISES = " raises a hand";
  private static final String WAITS = " waits to be let in";

  private final Map<Class<?>, Function<Event, String>> words = new HashMap<>();

  Words() {
    on(Hello.class, Words::hello);
    on(Said.class, Words::said);
    on(ChatLog.class, log -> lines(log.messages(), message -> said(message.said())));
    on(Edited.class, Words::edited);
    on(SaidTo.class, Words::saidTo);
    on(DirectLog.class, log -> lines(log.messages(), Words::saidTo));
    on(Typing.class, typing -> NOTHING);
    on(ReadMarkers.class, read -> NOTHING);
    on(SlowMode.class, slow -> "slow mode: " + slow.interval().toSeconds() + " s");
    on(Deleted.class, deleted -> "a message was deleted");
    on(Reacted.class, reacted -> reacted.on() ? reacted.user() + ": " + reacted.emoji() : NOTHING);
    on(Members.class, all -> "here: " + names(all.members()));
    on(MembersChanged.class, Words::changed);
    on(ViewerCount.class, n -> n.participants() + " here, " + n.watchers() + " watching");
    on(
        Granted.class,
        granted -> "you are now a " + role(granted.role()) + ", and may: " + granted.grants());
    on(Expiring.class, expiring -> "your permissions end at " + expiring.expires());
    on(Replied.class, reply -> NOTHING);
    on(Refused.class, refused -> "refused: " + refused.refusal().text());
    on(Ping.class, ping -> NOTHING);
    on(Goodbye.class, bye -> "closed: " + bye.reason().text());
    on(FreshIceServers.class, fresh -> NOTHING);
    on(StreamsState.class, state -> lines(state.publishers(), Words::publishes));
    on(Published.class, published -> publishes(published.member()));
    on(Unpublished.class, ended -> name(ended.member()) + " no longer sends media");
    on(Speakers.class, speakers -> NOTHING);
    on(
        RecordingState.class,
        state -> state.active() ? "the room is recorded now" : "the recording has ended");
    on(RoomChanged.class, room -> NOTHING);
    on(ChannelOpened.class, opened -> NOTHING);
    on(ChannelClosed.class, closed -> NOTHING);
    on(ChannelPeers.class, peers -> NOTHING);
    on(ChannelMessages.class, data -> NOTHING);
    on(Connect.class, connect -> mediaWith(connect.peer()));
    on(Disconnect.class, disconnect -> NOTHING);
    on(Offer.class, Words::signal);
    on(Answer.class, Words::signal);
    on(Candidate.class, candidate -> NOTHING);
    on(Restart.class, restart -> NOTHING);
    on(Show.class, show -> NOTHING);
    on(Paused.class, paused -> NOTHING);
    on(IdleLayers.class, idle -> NOTHING);
    on(ModerationState.class, state -> lines(state.hands(), hand -> hand.name() + RAISES));
    on(ModeratorState.class, state -> lines(state.waiting(), user -> user.name() + WAITS));
    on(EntryChanged.class, changed -> "entry is now " + changed.entry());
    on(HandChanged.class, hand -> hand.raised() ? hand.name() + RAISES : NOTHING);
    on(PermitsChanged.class, changed -> NOTHING);
    on(WaitingChanged.class, user -> user.waiting() ? user.name() + WAITS : NOTHING);
    on(BanChanged.class, ban -> ban.user() + (ban.banned() ? " is banned" : " may come back"));
    on(MuteRequested.class, request -> "a moderator asks to mute: " + request.media());
    on(Waiting.class, waiting -> "please wait until a moderator lets you in");
  }

  private <E extends Event> void on(Class<E> type, Function<E, String> say) {
    words.put(type, event -> say.apply(type.cast(event)));
  }

  /** Returns the text for an event, or an empty text if it is not shown. */
  String of(Event event) {
    return words.getOrDefault(event.getClass(), Event::toString).apply(event);
  }

  boolean know(Class<?> type) {
    return words.containsKey(type);
  }

  private static String hello(Hello hello) {
    return hello.recovered()
        ? "welcome back, you have missed nothing"
        : "welcome, %s; you may %s".formatted(name(hello.member()), hello.grants());
  }

  private static String role(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private static String said(Said said) {
    return said.deleted() ? NOTHING : said.user().name() + ": " + said.text();
  }

  private static String saidTo(SaidTo said) {
    return said.name() + " to " + said.toName() + ": " + said.text();
  }

  private static String edited(Edited edited) {
    return edited.text() == null ? NOTHING : "a message is now: " + edited.text();
  }

  private static String publishes(Member member) {
    return name(member) + " sends media";
  }

  private static String signal(Signal signal) {
    return mediaWith(signal.peer());
  }

  private static String mediaWith(String peer) {
    return peer + " would connect, but media needs a browser";
  }

  private static String name(Member member) {
    return member.user().name();
  }

  private static String changed(MembersChanged news) {
    List<String> lines = new ArrayList<>();
    news.joined().forEach(person -> lines.add(person.user().name() + " has joined"));
    news.left().forEach(user -> lines.add(user + " has left"));
    return String.join("\n", lines);
  }

  private static String names(List<Person> people) {
    return people.stream().map(person -> person.user().name()).collect(Collectors.joining(", "));
  }

  private static <T> String lines(List<T> all, Function<T, String> each) {
    return all.stream().map(each).collect(Collectors.joining("\n"));
  }
}
