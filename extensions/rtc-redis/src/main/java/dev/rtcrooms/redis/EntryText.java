package dev.rtcrooms.redis;

import dev.rtcrooms.Audience;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.spi.HistoryStore.Entry;
import dev.rtcrooms.spi.HistoryStore.Retry;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Outgoing;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes and reads recorded events: audience, retry id, and the event as on the wire, separated by
 * spaces. Redis puts the time before them. Any thread.
 */
final class EntryText {

  private static final Logger LOG = LoggerFactory.getLogger(EntryText.class);
  private static final String NO_RETRY = "-";
  private static final int PARTS = 4;

  private final Codec codec;
  private final Map<Class<?>, MessageType<?>> types = new HashMap<>();

  EntryText(Codec codec, Collection<MessageType<?>> types) {
    this.codec = codec;
    types.forEach(type -> this.types.put(type.type(), type));
  }

  byte[] write(Entry entry) {
    return Script.argument(
        entry.audience() + " " + text(entry.retry()) + " " + text(entry.event()));
  }

  byte[] write(Event event) {
    return Script.argument(text(event));
  }

  private String text(Event event) {
    MessageType<?> type = types.get(event.getClass());
    if (type == null) {
      throw new IllegalArgumentException(
          event.getClass().getName() + " is not among the message types of RedisHistory");
    }
    return Outgoing.of(type, event).encoded(codec).text();
  }

  private static String text(@Nullable Retry retry) {
    return retry == null
        ? NO_RETRY
        : encode(retry.user()) + "." + encode(retry.type()) + "." + encode(retry.id());
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads an event, with its time; empty if another version of the application wrote it. */
  Optional<Entry> read(byte[] written) {
    String[] parts = new String(written, StandardCharsets.UTF_8).split(" ", PARTS);
    try {
      return Optional.of(
          new Entry(
              codec.decodeEvents(parts[3]).get(0).event(),
              Audience.valueOf(parts[1]),
              retry(parts[2])));
    } catch (RefusalException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // The cause is left out, since it may contain a part of the event.
      LOG.warn("A recorded event cannot be read: {}", e.getClass().getName());
      return Optional.empty();
    }
  }

  private static @Nullable Retry retry(String text) {
    if (text.equals(NO_RETRY)) {
      return null;
    }
    String[] parts = text.split("\\.", -1);
    return new Retry(decode(parts[0]), decode(parts[1]), decode(parts[2]));
  }

  private static String decode(String text) {
    return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
  }
}
