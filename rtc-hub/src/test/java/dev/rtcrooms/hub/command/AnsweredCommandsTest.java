package dev.rtcrooms.hub.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.hub.command.AnsweredCommands.Key;
import dev.rtcrooms.message.Fields;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnsweredCommandsTest {

  private static final Fields DATA = Fields.builder().put("n", 1L).build();

  private final AnsweredCommands answered = new AnsweredCommands();

  private static Key key(int number) {
    return Key.of("say", "id-" + number);
  }

  private static Optional<Fields> data(int number) {
    return number % 7 == 0 ? Optional.of(DATA) : Optional.empty();
  }

  private void assertKnown(int number) {
    int place = answered.find(key(number));
    assertThat(place).as("%d", number).isNotNegative();
    assertThat(answered.offset(place)).isEqualTo(number);
    assertThat(Optional.ofNullable(answered.data(place))).isEqualTo(data(number));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 100, 1024})
  void theNewestAreKnownAndNoOthers(int most) {
    Random random = new Random(most);
    ArrayDeque<Integer> expected = new ArrayDeque<>();
    for (int number = 1; number <= 3_000; number++) {
      if (expected.size() == most || (!expected.isEmpty() && random.nextInt(50) == 0)) {
        answered.removeOldest();
        expected.remove();
      }
      while (number % 700 == 0 && expected.size() > 3) {
        answered.removeOldest();
        expected.remove();
      }
      answered.add(key(number), number, data(number).orElse(null));
      expected.add(number);
      if (number % 200 == 0) {
        assertThat(answered.size()).isEqualTo(expected.size());
        expected.forEach(this::assertKnown);
        for (int gone = 1; gone < expected.element(); gone++) {
          assertThat(answered.find(key(gone))).isEqualTo(-1);
        }
      }
    }
  }

  @Test
  void theMemoryOfForgottenCommandsIsFreed() {
    for (int number = 1; number <= 1024; number++) {
      answered.add(key(number), number, data(number).orElse(null));
    }
    assertThat(answered.capacity()).isGreaterThanOrEqualTo(1024);

    for (int size = 1023; size > 0; size--) {
      answered.removeOldest();
      assertThat(answered.capacity()).isLessThan(4 * (size + 2));
      assertKnown(1024);
    }
    answered.removeOldest();
    assertThat(answered.capacity()).isEqualTo(4);
  }

  @Test
  void idsThatDifferLittleHaveDifferentKeys() {
    Set<Long> halves = new HashSet<>();
    int count = 0;
    for (String id : new String[] {"", "\0", "\0\0", "a", "aa", "\u4e2d", "abcd", "abcde"}) {
      for (String type : new String[] {"say", "sa", "say-to"}) {
        Key key = Key.of(type, id);
        halves.add(key.one());
        halves.add(key.other());
        count += 2;
      }
    }
    for (int number = 0; number < 100_000; number++) {
      Key key = Key.of("say", Integer.toString(number, 36));
      halves.add(key.one());
      halves.add(key.other());
      count += 2;
    }
    int twice = 2 * 2; // "a" and "aa" are numbers to the base of 36 too
    assertThat(halves).hasSize(count - twice);
  }
}
