package dev.rtcrooms.hub.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Client;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.Echo;
import dev.rtcrooms.hub.Note;
import dev.rtcrooms.hub.feature.StateBudget;
import dev.rtcrooms.message.Fields;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What cannot be observed from outside; see CommandsTest for the rest. */
class RetryCacheTest {

  private static final int MOST = 1 << 20;

  @RegisterExtension final TestRooms rooms = TestRooms.with(Echo.builder());

  private final TestClient ann = rooms.join("lobby", "ann");
  private final StateBudget budget = new StateBudget(MOST);
  private final RetryCache cache = new RetryCache(budget.share(Runnable::run));

  private PendingCommand added(Client client, String user, String id) {
    PendingCommand pending =
        new PendingCommand(client.room().hub(), (Sender) client, null, new Note(id));
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
    assertThat(budget.sum()).isZero();
  }

  /** Guests may come, send one command each, and go. */
  @Test
  void aUserWithOneCommandCountsForWhatItTakes() {
    rooms.execute(
        "lobby",
        ann,
        client -> {
          added(client, "user-0000", "id").handled(Optional.empty());
          long each = budget.sum();
          assertThat(each).isBetween(400L, 700L);

          for (int n = 1; n < 5_000; n++) {
            added(client, "user-%04d".formatted(n), "id").handled(Optional.empty());
          }

          assertThat(cache.users()).isBetween(MOST / 2 / (int) each, MOST / (int) each);
          assertThat(budget.sum()).isEqualTo(cache.users() * each);
        });
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

  @Test
  void aRetryOfACommandWithoutAnAnswerIsAnsweredWithIt() {
    rooms.execute(
        "lobby",
        ann,
        client -> {
          PendingCommand first = added(client, "bob", "id");
          PendingCommand retry =
              new PendingCommand(client.room().hub(), (Sender) client, "again", new Note("id"));
          assertThat(cache.add(User.of("bob"), Note.TYPE, "id", retry)).isFalse();
          first.handled(Optional.empty());
        });

    assertThat(ann.next(Replied.class).ref()).isEqualTo("again");
  }

  @Test
  void anAnswerWithDataCountsForMore() {
    rooms.execute(
        "lobby",
        ann,
        client -> {
          added(client, "bob", "id").handled(Optional.empty());
          long before = budget.sum();
          added(client, "bob", "other").handled(Optional.of(Fields.builder().put("n", 1L).build()));

          assertThat(budget.sum() - before).isGreaterThan(200);
        });
  }

  @Test
  void ofAllUsersTheOneThatSentNothingForLongestIsForgottenFirst() {
    rooms.execute(
        "lobby",
        ann,
        client -> {
          for (int user = 0; user < 9; user++) {
            if (user == 8) {
              added(client, "user-0", "again").handled(Optional.empty());
            }
            for (int n = 0; n < 1_000; n++) {
              added(client, "user-" + user, "id-" + n).handled(Optional.empty());
            }
          }

          assertThat(isNew(client, "user-0", "id-0")).isFalse();
          assertThat(isNew(client, "user-1", "id-0")).isTrue();
        });
  }

  private boolean isNew(Client client, String id) {
    return isNew(client, "bob", id);
  }

  private boolean isNew(Client client, String user, String id) {
    PendingCommand command =
        new PendingCommand(client.room().hub(), (Sender) client, null, new Note(id));
    return cache.add(User.of(user), Note.TYPE, id, command);
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
