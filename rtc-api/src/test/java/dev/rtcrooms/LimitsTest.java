package dev.rtcrooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LimitsTest {

  @Test
  void eachLimitIsChangedByItself() {
    Limits changed =
        Limits.defaults()
            .withRooms(1)
            .withClientsPerRoom(2)
            .withInbound(3, 4, 5)
            .withOutboundFrame(6)
            .withOutbox(7, Duration.ofSeconds(8))
            .withRate(9, 10)
            .withAnswerTimeout(Duration.ofSeconds(11));

    assertThat(changed)
        .isEqualTo(
            new Limits(1, 2, 3, 4, 5, 6, 7, Duration.ofSeconds(8), 9, 10, Duration.ofSeconds(11)));
  }

  static Stream<UnaryOperator<Limits>> changesThatMakeNoSense() {
    return Stream.of(
        limits -> limits.withRooms(0),
        limits -> limits.withClientsPerRoom(-1),
        limits -> limits.withInbound(0, 1, 1),
        limits -> limits.withInbound(1, 0, 1),
        limits -> limits.withInbound(1, 1, 0),
        limits -> limits.withOutboundFrame(0),
        limits -> limits.withOutbox(0, Duration.ofSeconds(1)),
        limits -> limits.withOutbox(1, Duration.ZERO),
        limits -> limits.withRate(0, 1),
        limits -> limits.withRate(1, 0),
        limits -> limits.withAnswerTimeout(Duration.ofMillis(-1)));
  }

  @ParameterizedTest
  @MethodSource("changesThatMakeNoSense")
  void everyLimitIsPositive(UnaryOperator<Limits> change) {
    assertThatThrownBy(() -> change.apply(Limits.defaults()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
