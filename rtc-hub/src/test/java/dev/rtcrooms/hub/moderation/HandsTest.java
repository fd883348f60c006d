package dev.rtcrooms.hub.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.User;
import dev.rtcrooms.message.HandChanged;
import dev.rtcrooms.message.LowerHand;
import dev.rtcrooms.message.ModerationState;
import dev.rtcrooms.message.RaisedHand;
import dev.rtcrooms.message.SetHand;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Raised hands. */
class HandsTest {

  @RegisterExtension final TestRooms rooms = Moderated.rooms(Moderation::new);

  @Test
  void everybodyRaisesAndLowersItsOwnHand() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");

    ann.ask(new SetHand(true));
    ann.ask(new SetHand(true));
    ann.ask(new SetHand(false));
    ann.ask(new SetHand(false));

    assertThat(bob.drain(HandChanged.class))
        .containsExactly(
            new HandChanged("ann", "ann", Moderated.START, true),
            new HandChanged("ann", "ann", Moderated.START, false));
    assertThat(ann.drain(HandChanged.class)).hasSize(2);
  }

  @Test
  void handsAreInTheOrderOfRaising() {
    rooms.join("lobby", "ann").ask(new SetHand(true));
    rooms.advance(Duration.ofSeconds(1));
    rooms.watch("lobby", "wes").ask(new SetHand(true));
    rooms.advance(Duration.ofSeconds(1));
    rooms.join("lobby", "bob").ask(new SetHand(true));

    assertThat(rooms.join("lobby", "eve").next(ModerationState.class).hands())
        .containsExactly(
            new RaisedHand("ann", "ann", Moderated.START),
            new RaisedHand("wes", "wes", Moderated.START.plusSeconds(1)),
            new RaisedHand("bob", "bob", Moderated.START.plusSeconds(2)));
  }

  @Test
  void aWatcherSeesOnlyItsOwnHand() {
    TestClient wes = rooms.watch("lobby", "wes");
    TestClient mod = rooms.join("lobby", "mod");
    rooms.join("lobby", "ann").ask(new SetHand(true));
    wes.hearsNo(HandChanged.class);

    wes.ask(new SetHand(true));
    assertThat(wes.next(HandChanged.class).raised()).isTrue();
    assertThat(rooms.watch("lobby", "wes").next(ModerationState.class).hands()).hasSize(1);
    mod.ask(new LowerHand("wes"));
    assertThat(wes.next(HandChanged.class).raised()).isFalse();
  }

  @Test
  void aModeratorLowersTheHandsOfOthers() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    ann.ask(new SetHand(true));

    assertThat(bob.refusal(new LowerHand("ann")).code()).isEqualTo("not-allowed");
    mod.ask(new LowerHand("ann"));

    assertThat(ann.latest(HandChanged.class).raised()).isFalse();
    assertThat(mod.refusal(new LowerHand("ann")).code()).isEqualTo("no-such-user");
  }

  @Test
  void aHandOutlivesAReload() {
    TestClient bob = rooms.join("lobby", "bob");
    TestClient ann = rooms.join("lobby", "ann");
    ann.ask(new SetHand(true));
    ann.crash();
    rooms.advance(Duration.ofSeconds(19));

    assertThat(ann.rejoin().next(ModerationState.class).hands()).hasSize(1);
    rooms.advance(Duration.ofMinutes(1));
    assertThat(bob.drain(HandChanged.class)).hasSize(1);
  }

  @Test
  void whoDoesNotComeBackLowersItsHand() {
    TestClient bob = rooms.join("lobby", "bob");
    TestClient ann = rooms.join("lobby", "ann");
    TestClient tab = rooms.join("lobby", "ann");
    ann.ask(new SetHand(true));
    tab.leave();
    rooms.advance(Duration.ofMinutes(1));
    assertThat(bob.drain(HandChanged.class)).hasSize(1);

    ann.crash();
    rooms.advance(Duration.ofSeconds(20));

    assertThat(bob.next(HandChanged.class).raised()).isFalse();
  }

  @Test
  void theHostRaisesAHand() {
    TestClient ann = rooms.join("lobby", "ann");

    rooms.room("lobby").execute(Moderation.class, it -> it.raiseHand(User.of("ann")));
    rooms.settle();

    assertThat(ann.next(HandChanged.class).raised()).isTrue();
    int hands = rooms.call("lobby", room -> room.feature(Moderation.class).hands().size());
    assertThat(hands).isOne();
  }

  @Test
  void aHandStaysUpWhileATabOfItsUserIsExpectedBack() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient tab = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    ann.ask(new SetHand(true));
    bob.drain();

    ann.crash();
    tab.leave();
    rooms.advance(Duration.ofSeconds(5));
    bob.hearsNo(HandChanged.class);

    rooms.advance(Duration.ofSeconds(15));
    assertThat(bob.next(HandChanged.class).raised()).isFalse();
  }
}
