package dev.rtcrooms.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.containers.Shouting.Heard;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.testkit.TestClient;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Clients that leave, crash, are removed and come back, as they and the others see it. */
class ComingAndGoingTest extends EverywhereTest {

  @Override
  RoomsBuilder builder() {
    return super.builder().feature(Farewells::new);
  }

  @Test
  void whoSaysGoodbyeLeavesOnce() {
    TestClient bob = rooms.join("lobby", "bob");
    TestClient ann = rooms.join("lobby", "ann");
    ann.leave();

    assertThat(bob.next(Heard.class)).isEqualTo(Farewells.of("ann"));
    bob.hearsNo(Heard.class);
  }

  @Test
  void whoCrashesLeavesOnce() {
    TestClient bob = rooms.join("lobby", "bob");
    TestClient ann = rooms.join("lobby", "ann");
    ann.crash();

    assertThat(bob.next(Heard.class)).isEqualTo(Farewells.of("ann"));
    bob.hearsNo(Heard.class);
  }

  @Test
  void whoIsRemovedHearsWhy() {
    TestClient bob = rooms.join("lobby", "bob");
    TestClient ann = rooms.join("lobby", "ann");
    rooms.execute(
        "lobby", ann, client -> client.disconnect(new CloseReason(4501, "ä".repeat(100))));

    assertThat(ann.closedWith().code()).isEqualTo(4501);
    assertThat(bob.next(Heard.class)).isEqualTo(Farewells.of("ann"));
  }

  @Test
  void whoComesBackMissesNothingAndHearsNothingTwice() {
    TestClient bob = rooms.join("lobby", "bob");
    TestClient ann = rooms.join("lobby", "ann");
    bob.send(new Say("before"));
    assertThat(ann.next(Said.class).text()).isEqualTo("before");
    ann.crash();
    IntStream.range(0, 20).forEach(i -> bob.ask(new Say("meanwhile " + i)));

    TestClient back = ann.rejoin();
    Replied after = bob.ask(new Say("after"));

    assertThat(back.hello().recovered()).isTrue();
    assertThat(back.member()).isEqualTo(ann.member());
    List<String> texts = back.drain(Said.class).stream().map(Said::text).toList();
    assertThat(texts.subList(0, 20))
        .isEqualTo(IntStream.range(0, 20).mapToObj(i -> "meanwhile " + i).toList());
    assertThat(texts.subList(20, texts.size())).containsExactly("after");
    assertThat(back.position().offset()).isEqualTo(after.recorded());
  }

  @Test
  void whoConnectsAgainTakesThePlaceOfTheFormerConnection() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient again = ann.rejoin();

    assertThat(ann.closedWith()).isEqualTo(CloseReason.REPLACED);
    assertThat(again.isOpen()).isTrue();
  }

  @Test
  void whoWatchesHearsTheRoom() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient watcher = rooms.watch("lobby", "wim");
    ann.send(new Say("hi"));

    assertThat(watcher.next(Said.class).text()).isEqualTo("hi");
    assertThat(watcher.refusal(new Say("me too")).code()).isEqualTo("not-allowed");
  }
}
