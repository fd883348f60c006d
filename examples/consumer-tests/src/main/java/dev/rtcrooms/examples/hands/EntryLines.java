package dev.rtcrooms.examples.hands;

import dev.rtcrooms.Audience;
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
import org.jspecify.annotations.Nullable;

/** Writes recorded events as lines: audience, retry, and the event as on the wire. Any thread. */
public final class EntryLines {

  private static final String NO_RETRY = "-";

  private final Codec codec;
  private final Map<Class<?>, MessageType<?>> types = new HashMap<>();

  /**
   * Lines for some types of events.
   *
   * @param codec writes and reads the events
   * @param types all types that the rooms record
   */
  public EntryLines(Codec codec, Collection<MessageType<?>> types) {
    this.codec = codec;
    types.forEach(type -> this.types.put(type.type(), type));
  }

  String write(Entry entry) {
    Event event = entry.event();
    MessageType<?> type = types.get(event.getClass());
    if (type == null) {
      throw new IllegalArgumentException("No type declares " + event.getClass().getName());
    }
    return entry.audience()
        + " "
        + write(entry.retry())
        + " "
        + Outgoing.of(type, event).encoded(codec).text();
  }

  private static String write(@Nullable Retry retry) {
    return retry == null
        ? NO_RETRY
        : encode(retry.user()) + "." + encode(retry.type()) + "." + encode(retry.id());
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  Entry read(String line) {
    String[] parts = line.split(" ", 3);
    return new Entry(
        codec.decodeEvents(parts[2]).get(0).event(),
        Audience.valueOf(parts[0]),
        readRetry(parts[1]));
  }

  private static @Nullable Retry readRetry(String text) {
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
