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

  private static Limits changed() {
    return Limits.builder()
        .rooms(1)
        .clientsPerRoom(2)
        .messageBytes(3)
        .frameBytes(4)
        .frameMessages(5)
        .pendingBytes(6)
        .outboundFrameBytes(7)
        .outboxBytes(8)
        .outboxAge(Duration.ofSeconds(9))
        .commandsPerSecond(10)
        .commandBurst(11)
        .answerTimeout(Duration.ofSeconds(12))
        .unreadBytes(13)
        .controlFramesPerSecond(14)
        .commandBytes(new Rate(15, 16))
        .roomCommands(new Rate(17, 18))
        .roomBytes(new Rate(19, 20))
        .recorderBytes(21)
        .memory(new MemoryLimits(22, 23, 24, 33))
        .perUser(new Quota(25, 26, 27, 28))
        .perAddress(new Quota(29, 30, 31, 32))
        .chatText(34)
        .fanOutBytes(new Rate(35, 36))
        .answerBytes(new Rate(37, 38))
        .build();
  }

  @Test
  void eachLimitIsChangedByItself() {
    Limits limits = changed();

    assertThat(limits.rooms()).isEqualTo(1);
    assertThat(limits.clientsPerRoom()).isEqualTo(2);
    assertThat(limits.messageBytes()).isEqualTo(3);
    assertThat(limits.frameBytes()).isEqualTo(4);
    assertThat(limits.frameMessages()).isEqualTo(5);
    assertThat(limits.pendingBytes()).isEqualTo(6);
    assertThat(limits.outboundFrameBytes()).isEqualTo(7);
    assertThat(limits.outboxBytes()).isEqualTo(8);
    assertThat(limits.outboxAge()).isEqualTo(Duration.ofSeconds(9));
    assertThat(limits.commandsPerSecond()).isEqualTo(10);
    assertThat(limits.commandBurst()).isEqualTo(11);
    assertThat(limits.answerTimeout()).isEqualTo(Duration.ofSeconds(12));
    assertThat(limits.unreadBytes()).isEqualTo(13);
    assertThat(limits.controlFramesPerSecond()).isEqualTo(14);
    assertThat(limits.commandBytes()).isEqualTo(new Rate(15, 16));
    assertThat(limits.roomCommands()).isEqualTo(new Rate(17, 18));
    assertThat(limits.roomBytes()).isEqualTo(new Rate(19, 20));
    assertThat(limits.recorderBytes()).isEqualTo(21);
    assertThat(limits.memory()).isEqualTo(new MemoryLimits(22, 23, 24, 33));
    assertThat(limits.perUser()).isEqualTo(new Quota(25, 26, 27, 28));
    assertThat(limits.perAddress()).isEqualTo(new Quota(29, 30, 31, 32));
    assertThat(limits.chatText()).isEqualTo(34);
    assertThat(limits.fanOutBytes()).isEqualTo(new Rate(35, 36));
    assertThat(limits.answerBytes()).isEqualTo(new Rate(37, 38));
  }

  @Test
  void byDefaultAUserAndAnAddressHaveQuotas() {
    assertThat(Limits.defaults().perUser()).isEqualTo(new Quota(20, 5, 10, 100));
    assertThat(Limits.defaults().perAddress()).isEqualTo(new Quota(20, 5, 10, 100));
  }

  @Test
  void byDefaultTheLongestChatMessageMayBeSaidInTheLargestRoom() {
    Limits limits = Limits.defaults();
    int besides = 600; // its id, the sender's id and name, and the names of fields
    long sent = (4L * limits.chatText() + besides) * limits.clientsPerRoom();

    assertThat(sent).isLessThanOrEqualTo(limits.fanOutBytes().burst());
  }

  @Test
  void aBuilderBeginsWithTheLimitsItWasMadeFrom() {
    assertThat(changed().toBuilder().build()).usingRecursiveComparison().isEqualTo(changed());
    assertThat(Limits.builder().build()).usingRecursiveComparison().isEqualTo(Limits.defaults());
    assertThat(changed().toBuilder().rooms(100).build().clientsPerRoom()).isEqualTo(2);
  }

  static Stream<UnaryOperator<LimitsBuilder>> changesThatMakeNoSense() {
    return Stream.of(
        limits -> limits.rooms(0),
        limits -> limits.clientsPerRoom(-1),
        limits -> limits.messageBytes(0),
        limits -> limits.frameBytes(0),
        limits -> limits.frameMessages(0),
        limits -> limits.chatText(0),
        limits -> limits.pendingBytes(0),
        limits -> limits.outboundFrameBytes(0),
        limits -> limits.outboxBytes(0),
        limits -> limits.outboxAge(Duration.ZERO),
        limits -> limits.commandsPerSecond(0),
        limits -> limits.commandBurst(0),
        limits -> limits.answerTimeout(Duration.ofMillis(-1)),
        limits -> limits.unreadBytes(0),
        limits -> limits.controlFramesPerSecond(0),
        limits -> limits.recorderBytes(0),
        limits -> limits.memory(new MemoryLimits(1, 1, 0, 1)),
        limits -> limits.memory(new MemoryLimits(1, 1, 1, 0)),
        limits -> limits.commandBytes(new Rate(0, 1)),
        limits -> limits.roomBytes(new Rate(1, 0)),
        limits -> limits.perUser(new Quota(1, 0, 1, 1)));
  }

  @ParameterizedTest
  @MethodSource("changesThatMakeNoSense")
  void everyLimitIsPositive(UnaryOperator<LimitsBuilder> change) {
    assertThatThrownBy(() -> change.apply(Limits.builder()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be positive");
  }
}
