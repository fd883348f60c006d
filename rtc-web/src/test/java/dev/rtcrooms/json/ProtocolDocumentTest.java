package dev.rtcrooms.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Audience;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Delivery;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Fields;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Outgoing;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps docs/protocol.md and the code from saying different things. */
class ProtocolDocumentTest {
  private static final ProtocolDocument document = ProtocolDocument.read();
  private static final JsonCodec codec = new JsonCodec(MessageType.builtIn());

  static List<String> commandExamples() {
    return document.all().examples("command");
  }

  static List<String> eventExamples() {
    return document.all().examples("event");
  }

  static List<MessageType<?>> types() {
    return MessageType.builtIn();
  }

  @Test
  void everyExampleSaysWhoSendsIt() {
    assertThat(document.all().fences()).containsOnly("```json command", "```json event");
  }

  @ParameterizedTest
  @MethodSource("commandExamples")
  void aCommandIsReadAndWrittenAsShown(String example) {
    assertThat(codec.decodeCommands(example))
        .singleElement()
        .isInstanceOfSatisfying(
            Inbound.Accepted.class,
            read -> assertThat(codec.encode(read.command(), read.ref()).text()).isEqualTo(example));
  }

  @ParameterizedTest
  @MethodSource("eventExamples")
  void anEventIsReadAndWrittenAsShown(String example) {
    assertThat(codec.decodeEvents(example))
        .singleElement()
        .satisfies(read -> assertThat(codec.encode(read).text()).isEqualTo(example));
  }

  @ParameterizedTest
  @MethodSource("eventExamples")
  void anEventIsNumberedIfItsTypeIsRecorded(String example) {
    Outgoing event = codec.decodeEvents(example).get(0);
    assertThat(event.offset().isPresent()).isEqualTo(event.type().delivery() == Delivery.RECORDED);
  }

  @Test
  void thereIsOneSectionForEachType() {
    assertThat(document.messages().keySet())
        .containsExactlyInAnyOrderElementsOf(types().stream().map(MessageType::name).toList());
  }

  @ParameterizedTest
  @MethodSource("types")
  void aSectionShowsItsOwnMessageInEachDirectionThatItGoes(MessageType<?> type) {
    ProtocolDocument.Section section = document.messages().get(type.name());
    assertThat(namesOf(section.examples("command")))
        .isEqualTo(goes(Command.class, type) ? Set.of(type.name()) : Set.of());
    assertThat(namesOf(section.examples("event")))
        .isEqualTo(goes(Event.class, type) ? Set.of(type.name()) : Set.of());
  }

  @ParameterizedTest
  @MethodSource("types")
  void aFieldTableNamesWhatIsRead(MessageType<?> type) {
    ProtocolDocument.Section section = document.messages().get(type.name());
    Set<RecordingFields.Asked> asked = new LinkedHashSet<>();
    Stream.of("command", "event")
        .flatMap(direction -> section.examples(direction).stream())
        .forEach(example -> type.read(new RecordingFields(fields(example), "", asked)));
    Set<RecordingFields.Asked> documented =
        section.rows().stream()
            .map(row -> new RecordingFields.Asked(plain(row.get(0)), row.get(1), row.get(2)))
            .collect(Collectors.toSet());
    assertThat(documented).isEqualTo(asked);
    assertThat(section.lines().contains("No fields.")).isEqualTo(asked.isEmpty());
  }

  @ParameterizedTest
  @MethodSource("types")
  void aCommandNamesItsGrantAndItsRefusals(MessageType<?> type) {
    ProtocolDocument.Section section = document.messages().get(type.name());
    if (goes(Command.class, type)) {
      assertThat(section.property("Needs"))
          .isEqualTo(type.requiredGrant().map(grant -> "`" + grant + "`").orElse("nothing"));
      assertThat(section.property("Reply")).isNotEmpty();
      assertThat(constants(Refusal.class))
          .containsAll(ProtocolDocument.codes(section.property("Refused")));
      assertThat(section.property("Refused").contains("`not-allowed`"))
          .isEqualTo(type.requiredGrant().isPresent());
    } else {
      assertThat(section.property("Needs") + section.property("Refused")).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void anEventNamesItsDeliveryAndItsAudience(MessageType<?> type) {
    ProtocolDocument.Section section = document.messages().get(type.name());
    if (!goes(Event.class, type)) {
      assertThat(section.property("Delivery") + section.property("Heard by")).isEmpty();
      return;
    }
    assertThat(section.property("Delivery"))
        .isEqualTo(type.delivery().name().toLowerCase(Locale.ROOT));
    String audience = type.audience().name().toLowerCase(Locale.ROOT);
    assertThat(section.property("Heard by")).isIn(audience, "the client alone");
    if (type.audience() != Audience.PARTICIPANTS) {
      assertThat(section.property("Heard by")).isEqualTo(audience);
    }
  }

  @Test
  void everyRefusalCodeIsExplainedOnce() {
    assertThat(firstCells("Refusals"))
        .containsExactlyInAnyOrderElementsOf(constants(Refusal.class));
  }

  @Test
  void everyGrantIsExplained() {
    assertThat(firstCells("Grants")).containsExactlyInAnyOrderElementsOf(constants(Grants.class));
  }

  @Test
  void everyCloseReasonIsListedWithItsText() {
    List<CloseReason> listed =
        document.chapter("Closing").rows().stream()
            .map(row -> new CloseReason(Integer.parseInt(row.get(0)), row.get(1)))
            .toList();
    assertThat(listed).doesNotHaveDuplicates().containsAll(closeReasons());
  }

  @Test
  void everyCloseCodeSaysWhetherToReconnect() {
    assertThat(document.chapter("Closing").rows())
        .allSatisfy(
            row ->
                assertThat(row.get(3))
                    .isEqualTo(
                        new CloseReason(Integer.parseInt(row.get(0)), "").shouldReconnect()
                            ? "reconnect"
                            : "do not reconnect"));
  }

  @Test
  void theCloseCodesOfRefusedEntriesExist() {
    List<String> codes = closeReasons().stream().map(r -> String.valueOf(r.code())).toList();
    assertThat(
            document.chapter("Refusals").rows().stream().filter(row -> row.get(2).matches("\\d+")))
        .hasSize(14)
        .allSatisfy(row -> assertThat(codes).contains(row.get(2)));
  }

  @Test
  void theLimitsAreTheDefaults() {
    Limits limits = Limits.defaults();
    List<String> values =
        document.chapter("Frames and messages").rows().stream().map(row -> row.get(1)).toList();
    assertThat(values)
        .contains(
            limits.messageBytes() + " bytes of UTF-8",
            limits.frameBytes() + " bytes of UTF-8",
            String.valueOf(limits.frameMessages()),
            limits.chatText() + " code points",
            limits.commandsPerSecond() + " a second",
            String.valueOf(limits.commandBurst()),
            String.valueOf(JsonSyntax.MAX_DEPTH),
            JsonSyntax.MAX_NAME + " characters",
            JsonSyntax.MAX_NUMBER + " characters",
            limits.outboxBytes() + " bytes, " + limits.outboxAge().toSeconds() + " seconds");
  }

  @Test
  void theSubprotocolIsTheCodecs() {
    assertThat(document.all().lines()).anyMatch(l -> l.endsWith("`" + codec.subprotocol() + "`."));
  }

  private static boolean goes(Class<?> direction, MessageType<?> type) {
    return direction.isAssignableFrom(type.type());
  }

  private static Set<String> namesOf(List<String> examples) {
    return examples.stream().map(e -> fields(e).text("type")).collect(Collectors.toSet());
  }

  private static Fields fields(String message) {
    Fields.Builder fields = Fields.builder();
    new JsonSyntax(message.length()).read(new Line(message, 1), fields);
    return fields.build();
  }

  private static List<String> firstCells(String chapter) {
    return document.chapter(chapter).rows().stream().map(row -> plain(row.get(0))).toList();
  }

  private static String plain(String cell) {
    return cell.replace("`", "");
  }

  private static List<CloseReason> closeReasons() {
    return constants(CloseReason.class, CloseReason.class);
  }

  private static List<String> constants(Class<?> owner) {
    return constants(owner, String.class);
  }

  private static <T> List<T> constants(Class<?> owner, Class<T> kind) {
    return Stream.of(owner.getFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == kind)
        .map(field -> kind.cast(value(field)))
        .toList();
  }

  private static Object value(Field constant) {
    try {
      return constant.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
