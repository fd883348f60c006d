package dev.rtcrooms.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoomTurnsTest {

  private final RoomTurns turns = new RoomTurns();

  private record Named(String room, int number) implements Send {
    @Override
    public void sendBlocking() {}

    @Override
    public void sendAsync() {}

    @Override
    public void isStuck() {}
  }

  private void add(String room, int many) {
    IntStream.range(0, many).forEach(n -> turns.add(new Named(room, n)));
  }

  private List<Named> poll(int many) {
    List<Named> polled = new ArrayList<>();
    for (int n = 0; n < many; n++) {
      polled.add((Named) turns.poll());
    }
    return polled;
  }

  @Test
  void inOneRoomTheOrderIsThatInWhichItCame() {
    add("lobby", 100);

    assertThat(poll(100)).extracting(Named::number).isSorted().doesNotHaveDuplicates();
    assertThat(turns.poll()).isNull();
    assertThat(turns.size()).isZero();
  }

  @Test
  void aRoomOfThousandsLetsTheOthersInBetween() {
    add("big", 5_000);
    poll(10);
    add("small", 3);
    add("other", 3);

    List<Named> next = poll(RoomTurns.AT_ONCE);
    assertThat(next.subList(0, RoomTurns.AT_ONCE - 10)).extracting(Named::room).containsOnly("big");
    assertThat(next.subList(RoomTurns.AT_ONCE - 10, RoomTurns.AT_ONCE - 4))
        .extracting(Named::room)
        .containsExactly("small", "small", "small", "other", "other", "other");
    List<Named> rest = poll(turns.size());
    assertThat(rest).extracting(Named::room).containsOnly("big");
    assertThat(rest).extracting(Named::number).isSorted();
  }

  @Test
  void roomsThatAllHaveMuchTakeTurns() {
    add("one", 100);
    add("two", 100);

    assertThat(poll(3 * RoomTurns.AT_ONCE))
        .extracting(Named::room)
        .containsExactlyElementsOf(
            IntStream.range(0, 3 * RoomTurns.AT_ONCE)
                .mapToObj(n -> n / RoomTurns.AT_ONCE == 1 ? "two" : "one")
                .toList());
  }

  @Test
  void whatIsTakenBackAtOnceIsAllOfIt() {
    add("one", 40);
    add("two", 2);
    poll(35);

    assertThat(turns.clear()).hasSize(7);
    assertThat(turns.size()).isZero();
    add("one", 1);
    assertThat(poll(1)).containsExactly(new Named("one", 0));
  }
}
