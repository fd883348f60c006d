package dev.rtcrooms.hub.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StateBudgetTest {

  private final StateBudget budget = new StateBudget(1_600);

  /** A room that keeps things of one byte. */
  private final class Keeper {
    final StateBudget.Share share;
    int things;

    Keeper(Queue<Runnable> mailbox) {
      share = budget.share(mailbox::add);
      share.add(this::cut);
    }

    private void cut() {
      while (share.isTooLarge()) {
        things--;
        share.changed(-1);
      }
    }

    Keeper keep(int more) {
      things += more;
      share.changed(more);
      return this;
    }
  }

  private final Queue<Runnable> mailbox = new ArrayDeque<>();

  private void run() {
    while (!mailbox.isEmpty()) {
      mailbox.remove().run();
    }
  }

  @Test
  void aRoomMayKeepAllOfTheBoundIfOthersKeepNothing() {
    Keeper room = new Keeper(mailbox).keep(1_600);
    assertThat(mailbox).isEmpty();

    room.keep(1);
    run();

    assertThat(room.things).isEqualTo(1_500);
  }

  @Test
  void thoseThatKeepMostAreCutToAnEqualSize() {
    Keeper small = new Keeper(mailbox).keep(100);
    Keeper large = new Keeper(mailbox).keep(1_000);
    Keeper larger = new Keeper(mailbox).keep(2_000);
    run();

    assertThat(small.things).isEqualTo(100);
    assertThat(large.things).isEqualTo(700);
    assertThat(larger.things).isEqualTo(700);
  }

  @Test
  void whatARoomKeptIsFreeWhenItEnds() {
    Keeper ended = new Keeper(mailbox).keep(1_500);
    ended.share.end();
    ended.share.changed(900);
    Keeper room = new Keeper(mailbox).keep(1_600);

    assertThat(mailbox).isEmpty();
    assertThat(budget.sum()).isEqualTo(1_600);
    room.share.end();
    assertThat(budget.sum()).isZero();
  }

  @Test
  void thePartThatWasAddedLastGivesWayFirst() {
    StateBudget.Share share = budget.share(mailbox::add);
    List<String> cut = new ArrayList<>();
    share.add(() -> cut.add("first"));
    share.add(() -> cut.add("second"));
    share.changed(1_700);
    run();

    assertThat(cut).containsExactly("second", "first");
  }

  /** Rooms come and go in any order, and their mailboxes run now and then. */
  @Test
  void allTogetherStayAboutTheBound() {
    Random random = new Random(7);
    List<Keeper> rooms = new ArrayList<>();
    for (int n = 0; n < 20_000; n++) {
      if (rooms.size() < 300 && random.nextInt(10) == 0) {
        rooms.add(new Keeper(mailbox));
      } else if (!rooms.isEmpty()) {
        rooms.get(random.nextInt(rooms.size())).keep(random.nextInt(5) + 1);
      }
      if (random.nextInt(5) == 0) {
        run();
      }
      assertThat(budget.sum()).isLessThanOrEqualTo(1_600 + 1_600 / 8);
      assertThat(budget.sum()).isEqualTo(rooms.stream().mapToInt(room -> room.things).sum());
    }
    rooms.forEach(room -> room.share.end());

    assertThat(budget.sum()).isZero();
  }
}
