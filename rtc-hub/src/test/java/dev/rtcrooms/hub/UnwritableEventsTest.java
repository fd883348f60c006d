package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.Audience;
import dev.rtcrooms.Feature;
import dev.rtcrooms.message.CustomEvent;
import dev.rtcrooms.message.Delivery;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A recorded event of a host that cannot be written concerns no other event. */
class UnwritableEventsTest {

  /** Its writer always fails. */
  record Broken() implements CustomEvent {
    static final MessageType<Broken> TYPE =
        MessageType.of(
                "broken",
                Broken.class,
                fields -> new Broken(),
                (event, fields) -> {
                  throw new IllegalStateException("cannot be written");
                })
            .withAudience(Audience.EVERYONE)
            .withDelivery(Delivery.RECORDED);
  }

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(Echo.builder().feature(room -> new Feature() {}, Broken.TYPE));

  @Test
  void theOtherEventsOfTheTurnAreKept() {
    TestClient ann = rooms.join("lobby", "ann");
    rooms.execute(
        "lobby",
        room -> {
          room.hub().broadcast(new Fact("one"));
          assertThatThrownBy(() -> room.hub().broadcast(new Broken()))
              .hasMessage("cannot be written");
          room.hub().broadcast(new Fact("two"));
        });

    assertThat(ann.drain(Fact.class)).containsExactly(new Fact("one"), new Fact("two"));
    assertThat(rooms.rooms().stats().rooms())
        .singleElement()
        .satisfies(stats -> assertThat(stats.historyEvents()).isEqualTo(2));
  }
}
