package dev.rtcrooms.testkit.contract;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.Role;
import dev.rtcrooms.User;
import dev.rtcrooms.message.Admit;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.AskToMute;
import dev.rtcrooms.message.Ban;
import dev.rtcrooms.message.BanChanged;
import dev.rtcrooms.message.BanUser;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.ChannelClosed;
import dev.rtcrooms.message.ChannelContent;
import dev.rtcrooms.message.ChannelMessages;
import dev.rtcrooms.message.ChannelOpened;
import dev.rtcrooms.message.ChannelPeers;
import dev.rtcrooms.message.CloseChannel;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Deny;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.EntryChanged;
import dev.rtcrooms.message.EntryMode;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Expiring;
import dev.rtcrooms.message.Fields;
import dev.rtcrooms.message.FreshIceServers;
import dev.rtcrooms.message.Granted;
import dev.rtcrooms.message.HandChanged;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.IceServer;
import dev.rtcrooms.message.IdleLayers;
import dev.rtcrooms.message.Keep;
import dev.rtcrooms.message.Kick;
import dev.rtcrooms.message.LowerHand;
import dev.rtcrooms.message.Media;
import dev.rtcrooms.message.Member;
import dev.rtcrooms.message.Members;
import dev.rtcrooms.message.MembersChanged;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.ModerationState;
import dev.rtcrooms.message.ModeratorState;
import dev.rtcrooms.message.MoveUser;
import dev.rtcrooms.message.MuteRequested;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.OpenChannel;
import dev.rtcrooms.message.Paused;
import dev.rtcrooms.message.Permit;
import dev.rtcrooms.message.Permits;
import dev.rtcrooms.message.PermitsChanged;
import dev.rtcrooms.message.Person;
import dev.rtcrooms.message.Person.State;
import dev.rtcrooms.message.Ping;
import dev.rtcrooms.message.Pong;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.Published;
import dev.rtcrooms.message.RaisedHand;
import dev.rtcrooms.message.RecordingState;
import dev.rtcrooms.message.Refresh;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.message.Restart;
import dev.rtcrooms.message.RoomChanged;
import dev.rtcrooms.message.SendToChannel;
import dev.rtcrooms.message.SetCapacity;
import dev.rtcrooms.message.SetEntry;
import dev.rtcrooms.message.SetHand;
import dev.rtcrooms.message.Show;
import dev.rtcrooms.message.Speakers;
import dev.rtcrooms.message.StreamsState;
import dev.rtcrooms.message.Unban;
import dev.rtcrooms.message.Unpublish;
import dev.rtcrooms.message.Unpublished;
import dev.rtcrooms.message.ViewerCount;
import dev.rtcrooms.message.Waiting;
import dev.rtcrooms.message.WaitingChanged;
import dev.rtcrooms.message.WaitingUser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Samples of each message, with and without its optional fields; any thread. */
final class Samples {

  /** Text that needs care: marks, controls, separators, and characters of 1 to 4 bytes. */
  static final String AWKWARD =
      "\"quotes\" \\ back/slash {\"type\":\"x\"} [1,2]\n\r\t\b\f\u0000\u001f\u007f é € \u2028\u2029 😀 ﷽";

  private static final String SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";
  static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final Member ANN =
      new Member(
          "AbCdEf-_0123",
          User.of("ann", "Ann " + "é€😀"),
          Everything.FORMAT.fields(Everything.full()));
  private static final Member BOB = new Member("bob", User.of("bob"));
  private static final Candidate.Init FULL =
      new Candidate.Init("candidate:1 1 udp 1 x.local 9 typ host", "0", 0, "ufrag");
  private static final Candidate.Init BARE = new Candidate.Init("", null, null, null);

  private Samples() {}

  static List<Command> commands() {
    List<Command> others =
        List.of(
            new Pong(),
            new Publish(),
            new Unpublish(),
            new Keep(
                true,
                List.of(new Keep.Connection("peer", 7, 7), new Keep.Connection("other", 8, 9))),
            Keep.NOTHING,
            new Offer("peer", 0, SDP),
            new Answer("peer", Long.MAX_VALUE, SDP),
            new Candidate("peer", 7, FULL),
            new Candidate("peer", 7, BARE),
            new Candidate("peer", 7, null),
            new Restart("peer", 7),
            new OpenChannel(AWKWARD),
            new CloseChannel(""),
            new SendToChannel("label", "peer", List.of(new ChannelContent(AWKWARD, null))),
            new SendToChannel(
                "label",
                null,
                List.of(new ChannelContent(null, "AAH/"), new ChannelContent("", null))),
            new Refresh("a.b/c=="),
            new Kick("ann", AWKWARD),
            new Kick("a", null),
            new BanUser("ann", Duration.ofMillis(1), "spam"),
            new BanUser("ann", null, null),
            new Unban("x".repeat(128)),
            new Permit("ann", "own-grant", false),
            new AskToMute("ann", "client", Media.ALL),
            new AskToMute("ann", null, Media.AUDIO),
            new SetEntry(EntryMode.LOCKED),
            new SetCapacity(1),
            new Admit("ann"),
            new Deny("ann", ""),
            new SetHand(true),
            new LowerHand("ann"),
            new MoveUser("ann", Role.WATCHER),
            Parcel.full(),
            Parcel.bare(),
            Everything.full(),
            Everything.bare());
    return Stream.<Command>concat(ChatSamples.commands().stream(), others.stream()).toList();
  }

  static List<Event> events() {
    List<Event> others =
        List.of(
            hello(Grants.of(Grants.JOIN, "own-grant").until(AT), Role.PARTICIPANT, false),
            hello(Grants.none(), Role.WATCHER, true),
            new Replied("ref", null),
            new Replied(AWKWARD.substring(0, 20), 12L),
            new Replied("ref", null, Fields.none()),
            new Replied("ref", 12L, Everything.FORMAT.fields(Everything.full())),
            new Refused(null, Refusal.of("own-code", AWKWARD)),
            new Refused("ref", Refusal.ofField(Refusal.BAD_FIELD, "text", "Too long")),
            new Refused("ref", Refusal.ofField(Refusal.BAD_SDP, "sdp", "line 5"), "peer", 7L),
            new Refused(null, Refusal.of(Refusal.STALE, "Too late"), "peer", 1L << 40),
            new Ping(),
            new Granted(Role.PARTICIPANT, Grants.of(Grants.CHAT).until(AT)),
            new Granted(Role.WATCHER, Grants.none()),
            new Expiring(AT),
            new Members(List.of(person(ANN, State.ONLINE), person(BOB, State.AWAY))),
            new Members(List.of()),
            new MembersChanged(
                List.of(person(ANN, State.AWAY)),
                List.of(person(BOB, State.ONLINE)),
                List.of("eve")),
            new MembersChanged(List.of(), List.of(), List.of()),
            new ViewerCount(0, Integer.MAX_VALUE),
            new ViewerCount(1, 2, 3, 4),
            streams(),
            new StreamsState(List.of(), false, List.of()),
            new StreamsState(List.of(), false, List.of(ANN), true, true, false),
            new StreamsState(List.of(), false, List.of(), false, false, true),
            new ChannelOpened("peer", AWKWARD),
            new ChannelClosed("peer", ""),
            new ChannelPeers(List.of("peer"), List.of()),
            new ChannelMessages("peer", "label", List.of(new ChannelContent(AWKWARD, null))),
            new ChannelMessages("peer", "label", List.of(new ChannelContent(null, "AAH/"))),
            new FreshIceServers(servers()),
            new Speakers("peer", List.of("peer", "other")),
            Speakers.NOBODY,
            new Published(ANN),
            new Unpublished(ANN),
            new RecordingState(true),
            new RecordingState(false),
            new RoomChanged(ANN.info()),
            new RoomChanged(null),
            new Connect("peer", true, 1, true),
            new Connect("peer", false, 2, false),
            new Connect("peer", true, 3, true, true, false),
            new Connect("peer", true, 3, true, true, true),
            new Connect("peer", true, 4, true).withLayers(3),
            new Disconnect("peer"),
            new Offer("peer", 1, SDP),
            new Answer("peer", 1, AWKWARD),
            new Candidate("peer", 1, FULL),
            new Candidate("peer", 1, null),
            new Restart("peer", 1),
            new Show("peer", 1, List.of(new Show.Video(AWKWARD, 640, 360, true))),
            new Show("peer", 1, List.of()),
            new Paused("peer", 1, List.of(AWKWARD, "camera")),
            new IdleLayers("peer", 1, List.of(new IdleLayers.Layer("1", AWKWARD))),
            new IdleLayers("peer", 1, List.of()),
            new ModerationState(EntryMode.OPEN, 1, List.of(), List.of()),
            new ModerationState(
                EntryMode.WAITING,
                5_000,
                List.of(new RaisedHand("ann", AWKWARD, AT), new RaisedHand("bob", "bob", AT)),
                List.of(new Permits("ann", List.of("moderate"), List.of("chat", "publish")))),
            new ModeratorState(List.of(), List.of()),
            new ModeratorState(
                List.of(new WaitingUser("ann", "Ann", Role.WATCHER, AT)),
                List.of(new Ban("ann", "Ann", AT, AWKWARD), new Ban("bob", null, null, null))),
            new EntryChanged(EntryMode.LOCKED, 2),
            new HandChanged("ann", "Ann", AT, true),
            new PermitsChanged("ann", List.of(), List.of("chat")),
            new WaitingChanged("ann", "Ann", Role.PARTICIPANT, AT, false),
            new BanChanged("ann", "Ann", AT, "spam", true),
            new BanChanged("ann", null, null, null, false),
            new MuteRequested(Media.SCREEN, "mod", "Mod"),
            new MuteRequested(Media.VIDEO, null, null),
            new Waiting(Duration.ofSeconds(25)),
            Parcel.full(),
            Parcel.bare(),
            Everything.full(),
            Everything.bare());
    return Stream.<Event>concat(ChatSamples.events().stream(), others.stream()).toList();
  }

  static MessageType<?> typeOf(Event event) {
    return Stream.concat(MessageType.builtIn().stream(), Stream.of(Parcel.TYPE, Everything.TYPE))
        .filter(type -> type.type() == event.getClass())
        .findFirst()
        .orElseThrow();
  }

  private static Person person(Member member, State state) {
    return new Person(
        member.user(), member.info(), state, List.of(member.client(), "another-client"));
  }

  private static Hello hello(Grants grants, Role role, boolean recovered) {
    return new Hello(
        ANN,
        role,
        grants,
        new Position("epoch-_9", 42),
        recovered,
        Hello.Bounds.of(Limits.defaults()),
        Duration.ofMillis(25_001),
        Duration.ofMillis(10_001),
        recovered ? ANN.info() : null);
  }

  private static StreamsState streams() {
    return new StreamsState(servers(), true, List.of(ANN, BOB));
  }

  private static List<IceServer> servers() {
    return List.of(
        new IceServer(List.of("stun:a.example", "stun:b.example"), null, null),
        new IceServer(List.of("turn:c.example"), "1767322800:ann", "c2VjcmV0"));
  }
}
