package dev.rtcrooms.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Role;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.moderation.Moderation;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.Expiring;
import dev.rtcrooms.message.Granted;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.MoveUser;
import dev.rtcrooms.message.Refresh;
import dev.rtcrooms.spi.RoomListener;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestNodes;
import dev.rtcrooms.testkit.VirtualTime;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Handshake;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients whose grants end, and whose room has its home at another node. */
class RenewalAtNodesTest {

  private final Map<String, User> tokens =
      new HashMap<>(Map.of("first", User.of("ann"), "mods", User.of("mod")));
  private final List<String> handled = new ArrayList<>();
  private boolean knowsDecisions = true;
  private CompletableFuture<Void> late = CompletableFuture.completedFuture(null);
  private Grants granted = Grants.of(Grants.JOIN, Grants.CHAT).until(at(600));

  @RegisterExtension
  final TestNodes nodes =
      TestNodes.of(
          2,
          () ->
              RtcRooms.builder()
                  .feature(Moderation::new)
                  .authenticator(this::user)
                  .admission((user, room, role) -> late.thenApply(now -> grants(user, role)))
                  .listener(listener()),
          this::codec);

  private TestClient mod;
  private TestClient ann;

  private Codec codec(List<MessageType<?>> types, Limits limits) {
    return knowsDecisions
        ? new JsonCodec(types, limits)
        : new JsonCodec(
            types.stream().<MessageType<?>>map(RenewalAtNodesTest::older).toList(), limits);
  }

  /** As the nodes had it that sent the token itself. */
  private static MessageType<?> older(MessageType<?> type) {
    return type.name().equals(Refresh.TYPE.name()) ? Refresh.TYPE : type;
  }

  private User user(Handshake handshake) {
    return handshake
        .bearer()
        .map(tokens::get)
        .orElseThrow(() -> new RefusalException(Refusal.UNAUTHENTICATED, "Log in first"));
  }

  private Grants grants(User user, Role role) {
    return user.id().equals("mod") ? role.defaultGrants().with(Grants.MODERATE) : granted;
  }

  private RoomListener listener() {
    return new RoomListener() {
      @Override
      public void handled(Client client, String type, Duration took, Optional<String> refusal) {
        handled.add(client.user().id() + " " + type + " " + refusal.orElse("done"));
      }
    };
  }

  private static Instant at(int second) {
    return VirtualTime.START.plusSeconds(second);
  }

  @BeforeEach
  void annIsAtAnotherNode() {
    mod = nodes.arrival(0, "lobby", "mod").bearer("mods").join();
    ann = nodes.arrival(1, "lobby", "ann").bearer("first").join();
    ann.drain();
  }

  @Test
  void theClientIsToldThatTheyEndAndRenewsThem() {
    nodes.advance(Duration.ofSeconds(541));
    assertThat(ann.next(Expiring.class)).isEqualTo(new Expiring(at(600)));
    tokens.put("second", User.of("ann"));
    granted = Grants.of(Grants.JOIN, Grants.PUBLISH).until(at(1200));

    ann.ask(new Refresh("second"));

    assertThat(ann.next(Granted.class)).isEqualTo(new Granted(Role.PARTICIPANT, granted));
    nodes.advance(Duration.ofSeconds(600));
    assertThat(ann.isOpen()).isTrue();
    assertThat(ann.latest(Expiring.class).expires()).isEqualTo(at(1200));
    nodes.advance(Duration.ofSeconds(60));
    assertThat(ann.closedWith()).isEqualTo(CloseReason.GRANTS_EXPIRED);
    assertThat(handled).containsExactly("ann refresh done");
  }

  @Test
  void aTokenThatIsRefusedChangesNothing() {
    assertThat(ann.refusal(new Refresh("unknown")).code()).isEqualTo(Refusal.UNAUTHENTICATED);
    assertThat(ann.refusal(new Refresh("mods")).code()).isEqualTo(Refusal.NOT_ALLOWED);
    granted = Grants.none();
    assertThat(ann.refusal(new Refresh("first")).code()).isEqualTo(Refusal.NOT_ALLOWED);

    ann.hearsNo(Granted.class);
    nodes.advance(Duration.ofSeconds(530));
    assertThat(ann.isOpen()).isTrue();
    assertThat(handled)
        .containsExactly(
            "ann refresh unauthenticated", "ann refresh not-allowed", "ann refresh not-allowed");
  }

  @Test
  void grantsThatDoNotEndAreNotRenewed() {
    granted = Grants.of(Grants.JOIN);
    TestClient other = nodes.arrival(1, "lobby", "ann").bearer("first").join();
    assertThat(other.refusal(new Refresh("first")).code()).isEqualTo(Refusal.UNSUPPORTED);
  }

  @Test
  void whoWasMovedStaysSo() {
    mod.ask(new MoveUser("ann", Role.WATCHER));
    granted = granted.until(at(1200));
    ann.ask(new Refresh("first"));
    nodes.advance(Duration.ofSeconds(700));
    assertThat(ann.isOpen()).isTrue();
    assertThat(ann.latest(Granted.class).role()).isEqualTo(Role.WATCHER);
  }

  @Test
  void aDecisionAboutAClientThatHasLeftIsDropped() {
    late = new CompletableFuture<>();
    ann.send(new Refresh("first"));
    ann.leave();
    late.complete(null);
    nodes.settle();
    assertThat(handled).isEmpty();
    assertThat(mod.isOpen()).isTrue();
  }

  @Test
  void aHomeOfAnOlderVersionRefusesTheDecisionAndTheClientStays() {
    knowsDecisions = false;
    int old = nodes.start();
    nodes.arrival(old, "kitchen", "mod").bearer("mods").join();
    TestClient guest = nodes.arrival(1, "kitchen", "ann").bearer("first").join();

    assertThat(guest.refusal(new Refresh("first")).code()).isEqualTo(Refusal.MISSING_FIELD);
    nodes.advance(Duration.ofSeconds(500));
    assertThat(guest.isOpen()).isTrue();
  }
}
