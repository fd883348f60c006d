package dev.rtcrooms.hub.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Client;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.Echo;
import dev.rtcrooms.hub.Note;
import dev.rtcrooms.hub.feature.StateBudget;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What cannot be observed from outside; see CommandsTest for the rest. */
class RetryCacheTest {

  @RegisterExtension final TestRooms rooms = TestRooms.with(Echo.builder());

  private final TestClient ann = rooms.join("lobby", "ann");
  private final RetryCache cache = new RetryCache(new StateBudget(1 << 20).share(Runnable::run));

  private PendingCommand added(Client client, String user, String id) {
    PendingCommand pending = new PendingCommand(client.room().hub(), client, null, new Note(id));
    assertThat(cache.add(User.of(user), Note.TYPE, id, pending)).isTrue();
    return pending;
  }

  /** Any number of users may come, be refused and go. */
  @Test
  void nothingIsKeptOfAUserWhoseCommandsWereAllRefused() {
    rooms.execute(
        "lobby",
        ann,
        client -> {
          for (int n = 0; n < 10; n++) {
            added(client, "user-" + n, "id").refuse(Refusal.of(Refusal.INTERNAL, "no"));
          }
        });

    assertThat(cache.users()).isZero();
  }

  @Test
  void whatWasCarriedOutIsKeptBesideWhatWasRefused() {
    rooms.execute(
        "lobby",
        ann,
        client -> {
          added(client, "bob", "kept").handled(Optional.empty());
          added(client, "bob", "refused").refuse(Refusal.of(Refusal.INTERNAL, "no"));
        });

    assertThat(cache.users()).isEqualTo(1);
  }

  private boolean isNew(Client client, String id) {
    PendingCommand command = new PendingCommand(client.room().hub(), client, null, new Note(id));
    return cache.add(User.of("bob"), Note.TYPE, id, command);
  }

  /** Others of the same user may be carried out quickly, however many. */
  @Test
  void aCommandWithoutAnAnswerIsForgottenLast() {
    rooms.execute(
        "lobby",
        ann,
        client -> {
          added(client, "bob", "slow");
          for (int n = 0; n < 2_000; n++) {
            added(client, "bob", "id-" + n).handled(Optional.empty());
          }

          assertThat(isNew(client, "slow")).isFalse();
          assertThat(isNew(client, "id-1999")).isFalse();
          assertThat(isNew(client, "id-977")).as("the oldest of 1,023").isFalse();
          assertThat(isNew(client, "id-976")).isTrue();
        });
  }

  @Test
  void ofCommandsWithoutAnAnswerTheOldestIsForgotten() {
    rooms.execute(
        "lobby",
        ann,
        client -> {
          PendingCommand first = added(client, "bob", "id-0");
          for (int n = 1; n <= 1024; n++) {
            added(client, "bob", "id-" + n);
          }
          first.handled(Optional.empty());

          assertThat(isNew(client, "id-1")).isFalse();
          assertThat(isNew(client, "id-0")).isTrue();
        });
  }
}
