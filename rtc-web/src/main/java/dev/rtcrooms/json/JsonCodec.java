package dev.rtcrooms.json;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Fields;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Encoded;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Outgoing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encodes messages as lines of JSON, as {@code docs/protocol.md} describes. Any thread may call its
 * methods; none blocks, and no input from a client makes one throw.
 *
 * <p>A lone surrogate in text from a host becomes U+FFFD, as UTF-8 cannot represent it. In text
 * from a client it is refused.
 */
public final class JsonCodec implements Codec {
  /** The name of this protocol in {@code Sec-WebSocket-Protocol}. */
  public static final String SUBPROTOCOL = "rtc-rooms.v1";

  private static final Logger LOG = LoggerFactory.getLogger(JsonCodec.class);
  private static final String TYPE = "type";
  private static final String REF = "ref";
  private static final String OFFSET = "offset";
  private static final Set<String> COMMAND_ENVELOPE = Set.of(TYPE, REF);
  private static final Set<String> EVENT_ENVELOPE = Set.of(TYPE, OFFSET);
  private static final int MAX_EVENT = 16 * 1024 * 1024;
  private static final int MAX_SHOWN = 64;

  private final Map<String, MessageType<?>> commands = new HashMap<>();
  private final Map<String, MessageType<?>> events = new HashMap<>();
  private final Map<Class<?>, MessageType<?>> commandTypes = new HashMap<>();
  private final JsonSyntax commandSyntax;
  private final JsonSyntax eventSyntax = new JsonSyntax(MAX_EVENT);
  private final int frameMessages;

  /**
   * Creates a codec with the default limits.
   *
   * @param types all types, as {@link dev.rtcrooms.Rooms#messageTypes()} returns them
   * @throws IllegalArgumentException if two types share a name or a class
   */
  public JsonCodec(Collection<MessageType<?>> types) {
    this(types, Limits.defaults());
  }

  /**
   * Creates a codec with the limits of the rooms that it serves.
   *
   * @param types all types, as {@link dev.rtcrooms.Rooms#messageTypes()} returns them
   * @param limits {@link Limits#messageBytes()} and {@link Limits#frameMessages()} apply to frames
   *     from clients. A transport that counts bytes closes the connection before that. This codec
   *     refuses a longer message, and gives one refusal for all excess messages of a frame.
   * @throws IllegalArgumentException if two types share a name or a class
   */
  public JsonCodec(Collection<MessageType<?>> types, Limits limits) {
    Set<Object> known = new HashSet<>();
    for (MessageType<?> type : types) {
      if (!known.add(type.name()) || !known.add(type.type())) {
        throw new IllegalArgumentException("Two message types share the name or class of " + type);
      }
      if (Command.class.isAssignableFrom(type.type())) {
        commands.put(type.name(), type);
        commandTypes.put(type.type(), type);
      }
      if (Event.class.isAssignableFrom(type.type())) {
        events.put(type.name(), type);
      }
    }
    commandSyntax = new JsonSyntax(limits.messageBytes());
    frameMessages = limits.frameMessages();
  }

  @Override
  public String subprotocol() {
    return SUBPROTOCOL;
  }

  @Override
  public Encoded encode(Outgoing message) {
    return Encoded.ofUtf8(
        JsonSyntax.write(
            json -> {
              json.writeStringProperty(TYPE, message.type().name());
              message.offset().ifPresent(offset -> json.writeNumberProperty(OFFSET, offset));
              message.type().write(message.event(), new WrittenFields(json, EVENT_ENVELOPE));
            }));
  }

  @Override
  public Encoded encode(Command command, @Nullable String ref) {
    MessageType<?> type = commandTypes.get(command.getClass());
    if (type == null) {
      throw new IllegalArgumentException("No type declares " + command.getClass().getName());
    }
    if (ref != null && !isRef(ref)) {
      throw new IllegalArgumentException("ref has 1 to " + Inbound.MAX_REF + " characters");
    }
    return Encoded.ofUtf8(
        JsonSyntax.write(
            json -> {
              json.writeStringProperty(TYPE, type.name());
              new WrittenFields(json, Set.of()).text(REF, ref);
              type.write(command, new WrittenFields(json, COMMAND_ENVELOPE));
            }));
  }

  @Override
  public List<Inbound> decodeCommands(CharSequence frame) {
    List<Inbound> messages = new ArrayList<>();
    for (Line line : Line.of(frame, frameMessages + 1L)) {
      if (messages.size() == frameMessages) {
        String text = "More than " + frameMessages + " messages in a frame";
        messages.add(new Inbound.Rejected(null, line.malformed(text, 1).refusal()));
      } else {
        messages.add(command(line));
      }
    }
    return List.copyOf(messages);
  }

  private Inbound command(Line line) {
    Fields.Builder read = Fields.builder();
    try {
      commandSyntax.read(line, read);
      Fields fields = read.build();
      String ref = ref(fields);
      MessageType<?> type = type(fields, commands, "command");
      return new Inbound.Accepted(ref, read(type, Command.class, fields));
    } catch (RefusalException e) {
      return new Inbound.Rejected(refIfReadable(read.build()), e.refusal());
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>A client that must work with newer servers decodes each line of a frame separately, and
   * ignores lines that are refused as {@link Refusal#UNKNOWN_TYPE}.
   */
  @Override
  public List<Outgoing> decodeEvents(String frame) {
    List<Outgoing> messages = new ArrayList<>();
    for (Line line : Line.of(frame, Long.MAX_VALUE)) {
      Fields.Builder read = Fields.builder();
      eventSyntax.read(line, read);
      Fields fields = read.build();
      messages.add(event(type(fields, events, "event"), fields));
    }
    return List.copyOf(messages);
  }

  private static Outgoing event(MessageType<?> type, Fields fields) {
    Optional<Long> offset = fields.optionalNumber(OFFSET);
    if (offset.isPresent() && offset.get() < 1) {
      throw new RefusalException(
          Refusal.ofField(Refusal.BAD_FIELD, OFFSET, "offset is at least 1"));
    }
    Event event = read(type, Event.class, fields);
    return offset
        .map(at -> Outgoing.recorded(type, event, at))
        .orElseGet(() -> Outgoing.of(type, event));
  }

  private static MessageType<?> type(
      Fields fields, Map<String, MessageType<?>> known, String kind) {
    String name = fields.text(TYPE);
    MessageType<?> type = known.get(name);
    if (type == null) {
      String text = "No " + kind + " is called " + printable(name);
      throw new RefusalException(Refusal.ofField(Refusal.UNKNOWN_TYPE, TYPE, text));
    }
    return type;
  }

  private static <M> M read(MessageType<?> type, Class<M> kind, Fields fields) {
    try {
      return kind.cast(type.read(fields));
    } catch (RefusalException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("The reader of message type {} failed", type, e);
      throw new RefusalException(Refusal.INTERNAL, "This message could not be read");
    }
  }

  private static @Nullable String ref(Fields fields) {
    String ref = fields.optionalText(REF).orElse(null);
    if (ref != null && !isRef(ref)) {
      throw new RefusalException(
          Refusal.ofField(
              Refusal.BAD_FIELD, REF, "ref has 1 to " + Inbound.MAX_REF + " characters"));
    }
    return ref;
  }

  private static @Nullable String refIfReadable(Fields fields) {
    try {
      return ref(fields);
    } catch (RefusalException e) {
      return null;
    }
  }

  private static boolean isRef(String text) {
    return !text.isEmpty() && text.length() <= Inbound.MAX_REF;
  }

  /** Makes a type's name from a client safe for an answer and a log. */
  private static String printable(String name) {
    String start = name.length() > MAX_SHOWN ? name.substring(0, MAX_SHOWN) + "..." : name;
    return start.replaceAll("[^A-Za-z0-9._-]", "?");
  }
}
