package dev.rtcrooms.hub.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.Echo;
import dev.rtcrooms.message.Expiring;
import dev.rtcrooms.message.Granted;
import dev.rtcrooms.message.Refresh;
import dev.rtcrooms.spi.Admission;
import dev.rtcrooms.spi.Authenticator;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.testkit.VirtualTime;
import dev.rtcrooms.transport.Handshake;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that log in by tokens which end, and renew them while they are connected. */
class RenewalTest {

  private final Map<String, User> tokens = new HashMap<>(Map.of("first", User.of("ann")));
  private Grants granted = Grants.of(Grants.JOIN, Grants.CHAT).until(at(600));

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(Echo.builder().authenticator(byToken()).admission(admission()));

  private Authenticator byToken() {
    return handshake ->
        handshake
            .bearer()
            .map(tokens::get)
            .orElseThrow(() -> new RefusalException(Refusal.UNAUTHENTICATED, "Log in first"));
  }

  private Admission admission() {
    return (user, room, role) -> CompletableFuture.completedStage(granted);
  }

  private static Instant at(int second) {
    return VirtualTime.START.plusSeconds(second);
  }

  private TestClient ann() {
    return rooms.arrival("lobby", "ann").bearer("first").join();
  }

  @Test
  void aMinuteBeforeTheEndTheClientIsToldOnce() {
    TestClient ann = ann();

    rooms.advance(Duration.ofSeconds(539));
    ann.hearsNo(Expiring.class);
    rooms.advance(Duration.ofSeconds(2));
    assertThat(ann.next(Expiring.class)).isEqualTo(new Expiring(at(600)));
    rooms.advance(Duration.ofSeconds(50));
    ann.hearsNo(Expiring.class);
    rooms.advance(Duration.ofSeconds(10));
    assertThat(ann.closedWith()).isEqualTo(CloseReason.GRANTS_EXPIRED);
  }

  @Test
  void aShortTimeIsHintedAtAfterThreeQuartersOfIt() {
    granted = Grants.of(Grants.JOIN).until(at(20));
    TestClient ann = ann();

    rooms.advance(Duration.ofSeconds(14));
    ann.hearsNo(Expiring.class);
    rooms.advance(Duration.ofSeconds(2));
    assertThat(ann.next(Expiring.class).expires()).isEqualTo(at(20));
  }

  @Test
  void aFreshTokenRenewsTheGrantsWithoutAReconnect() {
    TestClient ann = ann();
    rooms.advance(Duration.ofSeconds(550));
    tokens.put("second", User.of("ann"));
    granted = Grants.of(Grants.JOIN, Grants.PUBLISH).until(at(1200));

    ann.ask(new Refresh("second"));

    assertThat(ann.next(Granted.class).grants()).isEqualTo(granted);
    rooms.advance(Duration.ofSeconds(600));
    assertThat(ann.isOpen()).isTrue();
    assertThat(ann.latest(Expiring.class).expires()).isEqualTo(at(1200));
    rooms.advance(Duration.ofSeconds(60));
    assertThat(ann.closedWith()).isEqualTo(CloseReason.GRANTS_EXPIRED);
  }

  @Test
  void aTokenThatIsRefusedChangesNothing() {
    TestClient ann = ann();
    ann.drain();
    tokens.put("bobs", User.of("bob"));

    assertThat(ann.refusal(new Refresh("unknown")).code()).isEqualTo(Refusal.UNAUTHENTICATED);
    assertThat(ann.refusal(new Refresh("bobs")).code()).isEqualTo(Refusal.NOT_ALLOWED);
    granted = Grants.none();
    assertThat(ann.refusal(new Refresh("first")).code()).isEqualTo(Refusal.NOT_ALLOWED);

    ann.hearsNo(Granted.class);
    rooms.advance(Duration.ofSeconds(599));
    assertThat(ann.isOpen()).isTrue();
  }

  @Test
  void grantsThatDoNotEndAreNotRenewed() {
    granted = Grants.of(Grants.JOIN);
    TestClient ann = ann();

    assertThat(ann.refusal(new Refresh("first")).code()).isEqualTo(Refusal.UNSUPPORTED);
  }

  @Test
  void theTokenIsNotPrinted() {
    assertThat(new Refresh("secret").toString()).doesNotContain("secret");
    assertThat(Handshake.of(dev.rtcrooms.Role.WATCHER, "secret").toString())
        .doesNotContain("secret");
  }
}
