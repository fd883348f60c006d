package dev.rtcrooms.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.Audience;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTypeTest {

  private record Wave(String to) implements CustomCommand, CustomEvent {}

  private static MessageType<Wave> wave(String name) {
    return MessageType.of(
        name, Wave.class, f -> new Wave(f.text("to")), (w, f) -> f.text("to", w.to()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"wave", "wave-2", "0", "-"})
  void namesAreLowerCaseLettersDigitsAndHyphens(String name) {
    assertThat(wave(name).name()).isEqualTo(name);
    assertThat(wave("x".repeat(64)).name()).hasSize(64);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Wave", "wave!", "wave two", "wave_two", "wavé", "wave\n"})
  void otherNamesAreRefused(String name) {
    assertThatThrownBy(() -> wave(name)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> wave("x".repeat(65))).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aHostsTypeIsASignalToParticipantsThatAnybodyMaySend() {
    MessageType<Wave> type = wave("wave");

    assertThat(type.delivery()).isEqualTo(Delivery.SIGNAL);
    assertThat(type.audience()).isEqualTo(Audience.PARTICIPANTS);
    assertThat(type.requiredGrant()).isEmpty();
    assertThat(type.retryId(new Wave("bob"))).isEmpty();
  }

  @Test
  void changesAreMadeToACopyAndKeepOneAnother() {
    MessageType<Wave> plain = wave("wave");

    MessageType<Wave> changed =
        plain
            .withDelivery(Delivery.LATEST)
            .withKey(Wave::to)
            .withRetryId(Wave::to)
            .withAudience(Audience.WATCHERS)
            .withRequiredGrant("wave");

    assertThat(changed.delivery()).isEqualTo(Delivery.LATEST);
    assertThat(changed.audience()).isEqualTo(Audience.WATCHERS);
    assertThat(changed.requiredGrant()).contains("wave");
    assertThat(changed.key(new Wave("bob"))).isNotEqualTo(changed.key(new Wave("ann")));
    assertThat(changed.retryId(new Wave("bob"))).contains("bob");
    assertThat(plain.delivery()).isEqualTo(Delivery.SIGNAL);
  }

  @Test
  void withoutAKeyTheNewestReplacesAllOfItsType() {
    MessageType<Wave> type = wave("wave");

    assertThat(type.key(new Wave("bob"))).isEqualTo(type.key(new Wave("ann")));
    assertThat(type.key(new Wave("bob"))).isNotEqualTo(ViewerCount.TYPE.key(new ViewerCount(1, 2)));
  }

  @Test
  void keysOfDifferentTypesAreDifferent() {
    MessageType<Disconnect> other = Disconnect.TYPE.withKey(Disconnect::peer);

    assertThat(wave("wave").withKey(Wave::to).key(new Wave("bob")))
        .isNotEqualTo(other.key(new Disconnect("bob")));
  }

  @Test
  void anIllegalArgumentIsABadField() {
    MessageType<Say> strict =
        MessageType.of("say", Say.class, f -> new Say("", "text"), (say, f) -> {});

    assertThatThrownBy(() -> strict.read(null))
        .isInstanceOfSatisfying(
            RefusalException.class,
            refused -> {
              assertThat(refused.refusal().code()).isEqualTo(Refusal.BAD_FIELD);
              assertThat(refused.refusal().text()).contains("1 to 64");
            });
  }

  @Test
  void onlyMessagesOfTheTypeAreWritten() {
    assertThatThrownBy(() -> wave("wave").write(new Pong(), null))
        .isInstanceOf(ClassCastException.class);
  }

  @Test
  void theLibrarysOwnTypesHaveDifferentNamesAndClasses() {
    Set<Object> seen = new HashSet<>();
    for (MessageType<?> type : MessageType.builtIn()) {
      assertThat(seen.add(type.name())).as(type.name()).isTrue();
      assertThat(seen.add(type.type())).as(type.name()).isTrue();
    }
  }

  @Test
  void watchersHearOfStreamsCountsAndEntryRulesButNoChat() {
    assertThat(MessageType.builtIn().stream().filter(t -> t.audience() == Audience.EVERYONE))
        .containsExactlyInAnyOrder(
            Ping.TYPE,
            ViewerCount.TYPE,
            Published.TYPE,
            Unpublished.TYPE,
            Speakers.TYPE,
            RecordingState.TYPE,
            RoomChanged.TYPE,
            ChannelOpened.TYPE,
            ChannelClosed.TYPE,
            ChannelMessages.TYPE,
            EntryChanged.TYPE);
  }

  @Test
  void onlyTheChatIsRecorded() {
    assertThat(MessageType.builtIn().stream().filter(t -> t.delivery() == Delivery.RECORDED))
        .containsExactlyInAnyOrder(Said.TYPE, Edited.TYPE, Deleted.TYPE, Reacted.TYPE);
  }
}
