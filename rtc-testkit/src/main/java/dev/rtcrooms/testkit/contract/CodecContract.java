package dev.rtcrooms.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Pong;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Encoded;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Inbound.Accepted;
import dev.rtcrooms.transport.Inbound.Rejected;
import dev.rtcrooms.transport.Outgoing;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Tests of every {@link Codec}. A subclass in the implementor's tests creates the codec, and gives
 * bad and unusual messages in its notation, which this class does not know.
 */
public abstract class CodecContract {

  private static final Say GOOD = new Say("id", "good");

  private final Codec codec = codec(with(Parcel.TYPE, Everything.TYPE));

  /** For subclasses. */
  protected CodecContract() {}

  /**
   * Creates a codec.
   *
   * @param types all types that it knows
   * @return a new codec
   */
  protected abstract Codec codec(List<MessageType<?>> types);

  /**
   * Returns messages that cannot be decoded, neither as a command nor as an event.
   *
   * @return the text of each, one line and not empty, with the {@link Refusal#code()} it must get
   */
  protected abstract Map<String, String> badMessages();

  /**
   * Returns messages that are equal to a given one, but encoded differently: with unknown fields,
   * another order of fields, escapes, or whitespace.
   *
   * @param ref the command's ref
   * @param say the command
   * @return the text of each, one line
   */
  protected abstract List<String> variants(String ref, Say say);

  @Test
  void theSubprotocolIsAToken() {
    assertTrue(codec.subprotocol().matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+"), codec.subprotocol());
  }

  @Test
  void everyBuiltInTypeHasASample() {
    Set<Class<?>> sampled = new HashSet<>();
    Stream.concat(Samples.commands().stream(), Samples.events().stream())
        .forEach(sample -> sampled.add(sample.getClass()));
    MessageType.builtIn().forEach(type -> assertTrue(sampled.contains(type.type()), type.name()));
  }

  @Test
  void everyCommandComesBackAsItWas() {
    for (Command command : Samples.commands()) {
      assertEquals(List.of(new Accepted(null, command)), sent(command, null));
      assertEquals(List.of(new Accepted("r", command)), sent(command, "r"));
    }
  }

  @Test
  void theLongestRefComesBackAsItWas() {
    String ref = "😀".repeat(Inbound.MAX_REF / 2);
    assertEquals(List.of(new Accepted(ref, GOOD)), sent(GOOD, ref));
  }

  @Test
  void everyEventComesBackAsItWas() {
    for (Event event : Samples.events()) {
      MessageType<?> type = Samples.typeOf(event);
      assertRoundTrip(Outgoing.of(type, event));
      assertRoundTrip(Outgoing.recorded(type, event, 1));
      assertRoundTrip(Outgoing.recorded(type, event, Long.MAX_VALUE));
    }
  }

  @Test
  void aMessageIsOneLineOfWellFormedText() {
    for (Event event : Samples.events()) {
      Encoded encoded = codec.encode(Outgoing.of(Samples.typeOf(event), event));
      assertFalse(encoded.text().contains("\n"), encoded::text);
      assertUtf8(encoded);
    }
    for (Command command : Samples.commands()) {
      Encoded encoded = codec.encode(command, "r");
      assertFalse(encoded.text().contains("\n"), encoded::text);
      assertUtf8(encoded);
    }
  }

  @Test
  void aBatchIsItsMessagesInOrder() {
    List<Outgoing> messages =
        Samples.events().stream().map(event -> Outgoing.of(Samples.typeOf(event), event)).toList();

    Encoded frame = Batch.of(messages).encoded(codec);

    assertEquals(Samples.events(), events(codec.decodeEvents(frame.text())));
    assertUtf8(frame);
  }

  @Test
  void commandsOfOneFrameComeBackInOrder() {
    List<String> lines =
        Samples.commands().stream().map(command -> codec.encode(command, "r").text()).toList();

    assertEquals(
        Samples.commands().stream().map(command -> new Accepted("r", command)).toList(),
        codec.decodeCommands(String.join("\n", lines)));
  }

  @Test
  void emptyLinesArePassedOver() {
    String good = line(GOOD);
    List<Inbound> one = List.of(new Accepted(null, GOOD));

    assertEquals(List.of(), codec.decodeCommands(""));
    assertEquals(List.of(), codec.decodeCommands("\n\n"));
    assertEquals(one, codec.decodeCommands("\n" + good + "\n"));
    assertEquals(2, codec.decodeCommands(CharBuffer.wrap(good + "\n\n\n" + good)).size());
  }

  @Test
  void aBadMessageIsRejectedAndItsNeighboursAreNot() {
    assertFalse(badMessages().isEmpty());
    badMessages()
        .forEach(
            (bad, code) -> {
              List<Inbound> read =
                  codec.decodeCommands(line(GOOD) + "\n" + bad + "\n" + line(new Pong()));
              assertEquals(3, read.size(), bad);
              assertEquals(new Accepted(null, GOOD), read.get(0), bad);
              Rejected rejected = assertInstanceOf(Rejected.class, read.get(1), bad);
              assertEquals(code, rejected.refusal().code(), bad);
              assertFalse(rejected.refusal().text().isBlank(), bad);
              assertEquals(new Accepted(null, new Pong()), read.get(2), bad);
            });
  }

  @Test
  void whatIsWrittenOtherwiseIsReadTheSame() {
    assertFalse(variants("r", GOOD).isEmpty());
    for (String variant : variants("r", GOOD)) {
      assertEquals(List.of(new Accepted("r", GOOD)), codec.decodeCommands(variant), variant);
    }
  }

  @Test
  void unknownFieldsAreIgnored() {
    String wide = codec(with(Width.Wide.TYPE)).encode(new Width.Wide("w", 1), "r").text();

    assertEquals(
        List.of(new Accepted("r", new Width.Narrow("w"))),
        codec(with(Width.Narrow.TYPE)).decodeCommands(wide));
  }

  @Test
  void aMissingFieldIsRejectedByName() {
    String narrow = codec(with(Width.Narrow.TYPE)).encode(new Width.Narrow("n"), "r").text();

    assertRejected(codec(with(Width.Wide.TYPE)), narrow, "r", Refusal.MISSING_FIELD, "number");
  }

  @Test
  void aFieldOfAnotherKindIsRejectedByName() {
    String odd = codec(with(Width.Odd.TYPE)).encode(new Width.Odd("one"), "r").text();

    assertRejected(codec(with(Width.Wide.TYPE)), odd, "r", Refusal.BAD_FIELD, "number");
  }

  @Test
  void whatAReaderThrowsRejectsItsMessage() {
    MessageType<Width.Narrow> picky =
        MessageType.of("width", Width.Narrow.class, f -> fail(f.text("text")), (n, f) -> {});
    String narrow = codec(with(Width.Narrow.TYPE)).encode(new Width.Narrow("n"), "r").text();

    assertRejected(codec(with(picky)), narrow, "r", Refusal.BAD_FIELD, null);
  }

  private static Width.Narrow fail(String text) {
    throw new IllegalArgumentException("Nothing pleases me, not even " + text);
  }

  @Test
  void aTypeThatWasNotDeclaredIsRejected() {
    String narrow = codec(with(Width.Narrow.TYPE)).encode(new Width.Narrow("n"), "r").text();

    assertRejected(codec, narrow, "r", Refusal.UNKNOWN_TYPE, null);
    assertThrows(RefusalException.class, () -> codec.decodeEvents(narrow));
  }

  @Test
  void aTypeThatWasNotDeclaredIsNotWritten() {
    assertThrows(IllegalArgumentException.class, () -> codec.encode(new Width.Narrow("n"), null));
  }

  @Test
  void anEventIsNotTakenForACommand() {
    Event said = ChatSamples.said();
    String line = codec.encode(Outgoing.recorded(Samples.typeOf(said), said, 1)).text();

    assertRejected(codec, line, null, Refusal.UNKNOWN_TYPE, null);
  }

  @Test
  void aBadEventIsRefused() {
    badMessages()
        .forEach(
            (bad, code) -> assertThrows(RefusalException.class, () -> codec.decodeEvents(bad)));
  }

  @Test
  void manyThreadsMayUseOneCodec() {
    List<CompletableFuture<Void>> threads =
        IntStream.range(0, 8)
            .mapToObj(n -> CompletableFuture.runAsync(this::everyCommandComesBackAsItWas))
            .toList();

    threads.forEach(CompletableFuture::join);
  }

  private static void assertRejected(
      Codec codec, String line, @Nullable String ref, String code, @Nullable String field) {
    List<Inbound> read = codec.decodeCommands(line);
    assertEquals(1, read.size(), line);
    Rejected rejected = assertInstanceOf(Rejected.class, read.get(0), line);
    assertEquals(ref, rejected.ref(), line);
    assertEquals(code, rejected.refusal().code(), line);
    if (field != null) {
      assertEquals(field, rejected.refusal().fieldName(), line);
    }
  }

  private void assertRoundTrip(Outgoing message) {
    List<Outgoing> heard = codec.decodeEvents(codec.encode(message).text());
    assertEquals(List.of(message.event()), events(heard));
    assertEquals(message.type().name(), heard.get(0).type().name());
    assertEquals(message.offset(), heard.get(0).offset());
  }

  private static void assertUtf8(Encoded encoded) {
    assertEquals(encoded.text(), StandardCharsets.UTF_8.decode(encoded.utf8()).toString());
    assertEquals(encoded.size(), encoded.utf8().remaining());
  }

  private List<Inbound> sent(Command command, @Nullable String ref) {
    return codec.decodeCommands(codec.encode(command, ref).text());
  }

  private String line(Command command) {
    return codec.encode(command, null).text();
  }

  private static List<Event> events(List<Outgoing> messages) {
    return messages.stream().map(Outgoing::event).toList();
  }

  private static List<MessageType<?>> with(MessageType<?>... own) {
    List<MessageType<?>> types = new ArrayList<>(MessageType.builtIn());
    types.addAll(List.of(own));
    return types;
  }
}
