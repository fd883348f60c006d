package dev.rtcrooms.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.hub.moderation.Moderation;
import dev.rtcrooms.message.EntryMode;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.testkit.TestClient;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Clients that wait to be let in. */
class WaitingRoomTest extends EverywhereTest {

  @Override
  RoomsBuilder builder() {
    return super.builder().feature(Moderation.with(options -> options.entry(EntryMode.WAITING)));
  }

  private void moderate(Consumer<Moderation> what) {
    rooms.execute("lobby", room -> what.accept(room.feature(Moderation.class)));
  }

  @Test
  void aClientIsLetIn() {
    TestClient ann = rooms.join("lobby", "ann");
    assertThat(ann.isWaiting()).isTrue();

    moderate(it -> it.entry(EntryMode.OPEN));

    ann.hello();
    ann.ask(new Say("thank you"));
    assertThat(ann.next(Said.class).text()).isEqualTo("thank you");
  }

  @Test
  void whatAClientSaysWhileItWaitsIsHandledWhenItIsLetIn() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.send(new Say("may I come in?"), "first");
    ann.send(new Say("please"), "second");

    moderate(it -> it.entry(EntryMode.OPEN));

    ann.hello();
    ann.send(new Say("thank you"));
    assertThat(ann.drain(Said.class))
        .extracting(Said::text)
        .containsExactly("may I come in?", "please", "thank you");
    assertThat(ann.answers("first")).hasOnlyElementsOfType(Replied.class).hasSize(1);
    assertThat(ann.answers("second")).hasOnlyElementsOfType(Replied.class).hasSize(1);
  }

  @Test
  void whatAClientSaidIsNotHandledIfItIsSentAway() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.send(new Say("may I come in?"), "first");

    moderate(it -> it.waiting().forEach(user -> it.deny(user.user(), "members only")));

    assertThat(ann.closedWith().code()).isEqualTo(CloseReason.NOT_LET_IN.code());
    assertThat(ann.answers("first")).isEmpty();
  }

  @Test
  void aClientIsSentAway() {
    TestClient ann = rooms.join("lobby", "ann");

    moderate(it -> it.waiting().forEach(user -> it.deny(user.user(), "members only")));

    assertThat(ann.closedWith().code()).isEqualTo(CloseReason.NOT_LET_IN.code());
  }

  @Test
  void aRoomThatIsLockedSendsThoseWhoWaitAway() {
    TestClient ann = rooms.join("lobby", "ann");

    moderate(it -> it.entry(EntryMode.LOCKED));

    assertThat(ann.closedWith()).isEqualTo(CloseReason.ROOM_LOCKED);
    assertThat(rooms.join("lobby", "bob").closedWith()).isEqualTo(CloseReason.ROOM_LOCKED);
  }
}
