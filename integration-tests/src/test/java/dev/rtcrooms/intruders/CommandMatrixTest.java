package dev.rtcrooms.intruders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.moderation.Moderation;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.hub.presence.Viewers;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.EntryMode;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Granted;
import dev.rtcrooms.message.HandChanged;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.RaisedHand;
import dev.rtcrooms.message.ReadMarkers;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.message.SetHand;
import dev.rtcrooms.signaling.Streams;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.testkit.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each built-in command from somebody who must not give it: it is refused or ignored, changes
 * nothing, and nobody else is told. A foreign origin needs a socket: see {@code ForeignOriginTest}.
 */
class CommandMatrixTest {

  /** In which way eve is no ordinary participant of the room. */
  enum Intruder {
    /** Nobody is logged in. */
    ANONYMOUS,
    /** The host has not decided yet, and then refuses. */
    NOT_JOINED,
    /** A moderator of another room. */
    WRONG_ROOM,
    /** A watcher, who may only look. */
    WATCHER,
    /** Moderators have taken chat and publish. */
    MUTED,
    /** A ban has ended its connection. */
    BANNED,
    /** The grants have ended, and the connection is about to be. */
    EXPIRED,
    /** The host has taken all grants but join. */
    REVOKED,
    /** The host has taken all grants. */
    EXPELLED,
    /** The room is locked. */
    LOCKED_OUT,
    /** It must wait to be let in. */
    WAITING
  }

  /** These are about the sender alone, and without effect here; they may be carried out. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of("pong", "unpublish", "keep", "chat-history");

  /** The refusals of commands to whose senders no grant is missing. */
  private static final Map<String, String> REFUSALS =
      Map.of(
          "refresh", Refusal.UNSUPPORTED, // its grants have no end
          "answer", Refusal.BAD_SDP,
          "candidate", Refusal.STALE,
          "restart", Refusal.STALE,
          "show", Refusal.STALE,
          "idle-layers", Refusal.NOT_ALLOWED, // only a media server sends it
          "channel-close", Refusal.UNSUPPORTED, // this room is a mesh
          "mark-read", Refusal.NO_SUCH_MESSAGE);

  /** The same of somebody who may not receive, and so has no connection to bob. */
  private static final Map<String, String> REFUSALS_WITHOUT_PEER =
      Map.of("answer", Refusal.NO_SUCH_PEER, "candidate", Refusal.NO_SUCH_PEER);

  /** What everybody in a room may tell of itself: that it raises a hand, and what it has read. */
  private static final Set<String> ABOUT_ONESELF = Set.of("hand", "mark-read");

  private static final Set<Intruder> MAY_TELL_OF_ITSELF =
      Set.of(Intruder.WATCHER, Intruder.MUTED, Intruder.REVOKED);

  private final CompletableFuture<Grants> undecided = new CompletableFuture<>();

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .secret("a secret of the tests")
              .feature(Presence::new)
              .feature(Viewers::new)
              .feature(Chat::new)
              .feature(Moderation::new)
              .feature(Streams.mesh(IceServers.none()))
              .authenticator(
                  handshake -> {
                    if (handshake.principal() == null) {
                      throw new RefusalException(Refusal.UNAUTHENTICATED, "Log in first");
                    }
                    return User.of(handshake.principal());
                  })
              .admission((user, room, role) -> admit(user.id(), role)));

  private CompletionStage<Grants> admit(String user, Role role) {
    Grants usual = role.defaultGrants();
    return switch (user) {
      case "mod", "eve-elsewhere" -> CompletableFuture.completedStage(usual.with(Grants.MODERATE));
      case "eve-undecided" -> undecided;
      case "eve-expiring" ->
          CompletableFuture.completedStage(
              usual.with(Grants.MODERATE).until(VirtualTime.START.plusMillis(59_500)));
      default -> CompletableFuture.completedStage(usual);
    };
  }

  private TestClient bob;
  private final List<TestClient> others = new ArrayList<>();

  static Stream<Arguments> matrix() {
    return IntruderCommands.names().stream()
        .flatMap(name -> Stream.of(Intruder.values()).map(who -> Arguments.of(name, who)));
  }

  @Test
  void everyBuiltInCommandHasARow() {
    assertThat(IntruderCommands.against("peer").keySet())
        .as("add a harmful command of each new type to IntruderCommands")
        .containsExactlyInAnyOrderElementsOf(IntruderCommands.names());
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("matrix")
  void itIsRefusedChangesNothingAndTellsNobodyElse(String name, Intruder who) {
    openRoom();
    TestClient eve = intruder(who);
    Command command = IntruderCommands.against(bob.id()).get(name);
    rooms.settle();
    others.forEach(TestClient::drain);
    State before = state();

    if (who == Intruder.NOT_JOINED) {
      eve.send(command, "x");
      undecided.complete(Grants.none());
      rooms.settle();
    } else {
      eve.send(command, "x");
    }

    if (ABOUT_ONESELF.contains(name)
        && MAY_TELL_OF_ITSELF.contains(who)
        && eve.answers("x").get(0) instanceof Replied) {
      nothingElseIsChangedOrTold(name, before);
      return;
    }
    boolean isHeard = eve.isOpen() && who != Intruder.WAITING;
    if (!isHeard) {
      assertThat(eve.answers("x")).isEmpty();
    } else if (who != Intruder.WRONG_ROOM && !WITHOUT_EFFECT.contains(name)) {
      assertThat(eve.answers("x")).singleElement().isInstanceOf(Refused.class);
      assertThat(((Refused) eve.answers("x").get(0)).refusal().code())
          .isEqualTo(refusal(name, who, eve));
    }
    assertThat(state()).isEqualTo(before);
    for (TestClient other : others) {
      List<Event> heard = other.drain();
      assertThat(heard).as("%s hears", other).isEmpty();
    }
  }

  /** Eve has told of itself: only that is known now, and only participants hear it. */
  private void nothingElseIsChangedOrTold(String name, State before) {
    boolean isHand = name.equals("hand");
    Instant now = rooms.time().now();
    assertThat(state())
        .isEqualTo(isHand ? before.withHand(new RaisedHand("eve", "eve", now)) : before);
    Event news =
        isHand
            ? new HandChanged("eve", "eve", now, true)
            : new ReadMarkers(List.of(new ReadMarkers.Marker("eve", 1)));
    for (TestClient other : others) {
      boolean participates = other.hello().role() == Role.PARTICIPANT;
      assertThat(other.drain())
          .as("%s hears", other)
          .isEqualTo(participates ? List.of(news) : List.of());
    }
  }

  private static String refusal(String name, Intruder who, TestClient eve) {
    List<Granted> changes = eve.heard(Granted.class);
    Grants grants =
        changes.isEmpty() ? eve.hello().grants() : changes.get(changes.size() - 1).grants();
    if (who == Intruder.EXPIRED || !allowed(name, grants)) {
      return Refusal.NOT_ALLOWED;
    }
    boolean hasPeer = grants.allows(Grants.SUBSCRIBE);
    return Objects.requireNonNull(
        hasPeer ? REFUSALS.get(name) : REFUSALS_WITHOUT_PEER.getOrDefault(name, REFUSALS.get(name)),
        "add the refusal of each new command that needs no grant to REFUSALS");
  }

  private static boolean allowed(String name, Grants grants) {
    return MessageType.builtIn().stream()
        .filter(type -> type.name().equals(name))
        .flatMap(type -> type.requiredGrant().stream())
        .allMatch(grants::allows);
  }

  private void openRoom() {
    TestClient mod = rooms.join("lobby", "mod");
    bob = rooms.join("lobby", "bob");
    TestClient wes = rooms.watch("lobby", "wes");
    bob.ask(new Say("hello"));
    bob.ask(new SetHand(true));
    bob.ask(new Publish());
    moderate(moderation -> moderation.ban("mallory"));
    others.addAll(List.of(mod, bob, wes));
  }

  private void moderate(Consumer<Moderation> change) {
    rooms.execute("lobby", room -> change.accept(room.feature(Moderation.class)));
  }

  private TestClient intruder(Intruder who) {
    TestClient eve =
        switch (who) {
          case ANONYMOUS -> rooms.arrival("lobby", "eve").asGuest().join();
          case NOT_JOINED -> rooms.join("lobby", "eve-undecided");
          case WRONG_ROOM -> rooms.join("elsewhere", "eve-elsewhere");
          case WATCHER -> rooms.watch("lobby", "eve");
          case EXPIRED -> rooms.join("lobby", "eve-expiring");
          case LOCKED_OUT -> {
            moderate(moderation -> moderation.entry(EntryMode.LOCKED));
            yield rooms.join("lobby", "eve");
          }
          case WAITING -> {
            moderate(moderation -> moderation.entry(EntryMode.WAITING));
            yield rooms.join("lobby", "eve");
          }
          default -> rooms.join("lobby", "eve");
        };
    rooms.advance(Duration.ofSeconds(2)); // counts and lists of members are told by then
    restrict(who, eve);
    return eve;
  }

  private void restrict(Intruder who, TestClient eve) {
    switch (who) {
      case MUTED -> {
        moderate(moderation -> moderation.permit("eve", Grants.CHAT, false));
        moderate(moderation -> moderation.permit("eve", Grants.PUBLISH, false));
      }
      case BANNED -> moderate(moderation -> moderation.ban("eve"));
      case REVOKED -> rooms.execute("lobby", eve, client -> client.renew(Grants.of(Grants.JOIN)));
      case EXPELLED -> rooms.execute("lobby", eve, client -> client.renew(Grants.none()));
      case EXPIRED -> rooms.advance(Duration.ofMillis(57_600)); // checks are at full seconds
      default -> {}
    }
    if (who != Intruder.EXPIRED) {
      rooms.advance(Duration.ofSeconds(2));
    }
    CloseReason closed = eve.isOpen() ? null : eve.closedWith();
    Set<Intruder> outside =
        Set.of(Intruder.ANONYMOUS, Intruder.BANNED, Intruder.EXPELLED, Intruder.LOCKED_OUT);
    assertThat(closed != null)
        .as("%s is closed with %s", who, closed)
        .isEqualTo(outside.contains(who));
  }

  /** What the room knows of its users. */
  private record State(List<RaisedHand> hands, List<Object> others) {

    State withHand(RaisedHand hand) {
      return new State(Stream.concat(hands.stream(), Stream.of(hand)).toList(), others);
    }
  }

  private State state() {
    return rooms.call("lobby", CommandMatrixTest::state);
  }

  private static State state(Room room) {
    Moderation moderation = room.feature(Moderation.class);
    Collection<Client> clients = room.hub().clients();
    List<Object> others =
        List.of(
            clients.stream().map(Client::id).toList(),
            clients.stream().map(client -> client.role() + " " + client.grants()).toList(),
            room.feature(Chat.class).log(),
            room.feature(Viewers.class).count(),
            moderation.entry(),
            moderation.capacity(),
            moderation.bans(),
            moderation.waiting());
    return new State(moderation.hands(), others);
  }
}
