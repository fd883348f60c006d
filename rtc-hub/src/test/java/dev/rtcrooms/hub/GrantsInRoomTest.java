package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.Role;
import dev.rtcrooms.message.Granted;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.testkit.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Grants that end, are renewed and are taken away while their client is in the room. */
class GrantsInRoomTest {

  private static final Instant END = VirtualTime.START.plusSeconds(600);
  private static final Grants UNTIL_END = Grants.of(Grants.JOIN, Grants.CHAT, "secrets").until(END);

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          Echo.builder()
              .feature(Witness::new)
              .admission(
                  (user, room, role) ->
                      CompletableFuture.completedStage(
                          switch (user.id()) {
                            case "ann" -> UNTIL_END;
                            case "eve" -> Grants.of(Grants.JOIN).until(Instant.MAX);
                            default -> role.defaultGrants();
                          })));

  private void renew(TestClient client, Grants grants) {
    rooms.execute("lobby", client, its -> its.renew(grants));
  }

  @Test
  void whenTheGrantsEndTheClientIsDisconnected() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    assertThat(ann.hello().grants()).isEqualTo(UNTIL_END);

    rooms.advance(Duration.ofSeconds(599));
    assertThat(ann.ask(new Secret("psst")).recorded()).isEqualTo(1);

    rooms.advance(Duration.ofSeconds(1));
    assertThat(ann.closedWith()).isEqualTo(CloseReason.GRANTS_EXPIRED);
    assertThat(bob.isOpen()).isTrue();
  }

  @Test
  void whoIsRenewedBeforeStays() {
    TestClient ann = rooms.join("lobby", "ann");
    rooms.advance(Duration.ofMinutes(5));

    renew(ann, UNTIL_END.until(END.plusSeconds(600)));
    rooms.advance(Duration.ofSeconds(899));
    assertThat(ann.isOpen()).isTrue();

    rooms.advance(Duration.ofSeconds(1));
    assertThat(ann.closedWith()).isEqualTo(CloseReason.GRANTS_EXPIRED);
  }

  @Test
  void whoIsRenewedWithoutExpiryStaysForGood() {
    TestClient ann = rooms.join("lobby", "ann");
    renew(ann, Grants.of(Grants.JOIN));
    rooms.advance(Duration.ofHours(2));

    assertThat(ann.isOpen()).isTrue();
  }

  @Test
  void anEarlierEndCountsToo() {
    TestClient ann = rooms.join("lobby", "ann");
    renew(ann, UNTIL_END.until(VirtualTime.START.plusSeconds(10)));

    rooms.advance(Duration.ofSeconds(10));

    assertThat(ann.closedWith()).isEqualTo(CloseReason.GRANTS_EXPIRED);
  }

  @Test
  void anEndBeyondAllTimeIsNone() {
    TestClient eve = rooms.join("lobby", "eve");
    rooms.advance(Duration.ofHours(1));

    assertThat(eve.isOpen()).isTrue();
  }

  @Test
  void aChangeIsToldToTheClientAndTheFeaturesAndHoldsAtOnce() {
    TestClient ann = rooms.join("lobby", "ann");

    renew(ann, UNTIL_END.without("secrets"));

    assertThat(ann.next(Granted.class).grants()).isEqualTo(UNTIL_END.without("secrets"));
    assertThat(ann.refusal(new Secret("psst")).code()).isEqualTo(Refusal.NOT_ALLOWED);
    assertThat(Witness.of(rooms, "lobby"))
        .containsExactly(
            "joined ann", "regranted ann " + UNTIL_END + " -> " + UNTIL_END.without("secrets"));
  }

  @Test
  void nobodyElseIsToldOfAChange() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    bob.drain();

    renew(ann, Grants.of(Grants.JOIN));

    assertThat(bob.drain()).isEmpty();
  }

  @Test
  void whoMayNoLongerBeThereIsDisconnected() {
    TestClient ann = rooms.join("lobby", "ann");

    renew(ann, Grants.of(Grants.CHAT));

    assertThat(ann.closedWith()).isEqualTo(CloseReason.NOT_ALLOWED);
    assertThat(Witness.of(rooms, "lobby")).containsExactly("joined ann", "left ann");
  }

  @Test
  void grantsThatHaveEndedAlreadyDisconnect() {
    TestClient ann = rooms.join("lobby", "ann");

    renew(ann, UNTIL_END.until(VirtualTime.START.minusSeconds(1)));
    assertThat(ann.refusal(new Secret("psst")).code()).isEqualTo(Refusal.NOT_ALLOWED);
    rooms.advance(Duration.ofSeconds(1));

    assertThat(ann.closedWith()).isEqualTo(CloseReason.GRANTS_EXPIRED);
  }

  @Test
  void aRenewalGivesNoMoreThanTheDoorLetsThrough() {
    TestClient wes = rooms.watch("lobby", "wes");

    renew(wes, Role.PARTICIPANT.defaultGrants().with(Grants.MODERATE));

    assertThat(wes.latest(Granted.class).grants())
        .isEqualTo(Grants.of(Grants.JOIN, Grants.CHAT, Grants.SUBSCRIBE));
  }

  @Test
  void whoLeavesTakesItsTimerAlong() {
    rooms.join("lobby", "bob");
    int before = rooms.time().pending();
    for (int n = 0; n < 50; n++) {
      TestClient ann = rooms.join("lobby", "ann");
      renew(ann, UNTIL_END.until(END.plusSeconds(n)));
      ann.leave();
    }

    assertThat(rooms.time().pending()).isEqualTo(before);
  }
}
