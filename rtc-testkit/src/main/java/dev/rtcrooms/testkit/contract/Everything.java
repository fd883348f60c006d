package dev.rtcrooms.testkit.contract;

import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.CustomEvent;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.RecordFormat;
import java.lang.invoke.MethodHandles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A host's own message with a component of every kind, whose fields are derived. Immutable. */
record Everything(
    String text,
    @Nullable String nullableText,
    Optional<String> optionalText,
    int number,
    long longNumber,
    @Nullable Integer nullableNumber,
    boolean flag,
    Optional<Boolean> optionalFlag,
    Instant instant,
    Duration duration,
    Mood mood,
    List<String> texts,
    List<Long> numbers,
    List<Mood> moods,
    Node node,
    @Nullable Node nullableNode,
    List<Node> nodes)
    implements CustomCommand, CustomEvent {

  static final RecordFormat<Everything> FORMAT =
      RecordFormat.of(Everything.class, MethodHandles.lookup());
  static final MessageType<Everything> TYPE = MessageType.of("everything", FORMAT);

  /** A constant with an underscore in its name, and one without. */
  enum Mood {
    CALM,
    VERY_WILD
  }

  /** A record that contains its own kind. */
  record Node(String name, List<Node> inner) {}

  static Everything full() {
    Node node = new Node(Samples.AWKWARD, List.of(new Node("", List.of())));
    return new Everything(
        Samples.AWKWARD,
        "",
        Optional.of(Samples.AWKWARD),
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Integer.MAX_VALUE,
        true,
        Optional.of(false),
        Instant.parse("2026-01-02T03:04:05.678Z"),
        Duration.ofDays(-1),
        Mood.VERY_WILD,
        List.of("", Samples.AWKWARD),
        List.of(0L, Long.MIN_VALUE),
        List.of(Mood.VERY_WILD, Mood.CALM),
        node,
        node,
        List.of(node, node));
  }

  static Everything bare() {
    return new Everything(
        "",
        null,
        Optional.empty(),
        0,
        0,
        null,
        false,
        Optional.empty(),
        Instant.EPOCH,
        Duration.ZERO,
        Mood.CALM,
        List.of(),
        List.of(),
        List.of(),
        new Node("", List.of()),
        null,
        List.of());
  }
}
