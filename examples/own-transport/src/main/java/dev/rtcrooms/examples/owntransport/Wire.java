package dev.rtcrooms.examples.owntransport;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Role;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Encoded;
import dev.rtcrooms.transport.Handshake;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The format on the socket; any thread. First the client's link and {@link
 * dev.rtcrooms.transport.HandshakeField}s, such as {@code room/UUID rtc-name.Ann} or {@code
 * stream/ID}, then JSON messages in both directions, one per line.
 */
final class Wire {

  private static final Pattern LINK = Pattern.compile("(room|stream)/([^/?]+)");

  private Wire() {}

  static Codec codec(Collection<MessageType<?>> types, Limits limits) {
    List<MessageType<?>> all = new ArrayList<>(types);
    all.add(Goodbye.TYPE);
    return new JsonCodec(all, limits);
  }

  /**
   * Reads a client's first line; empty if it is not a link with well-formed fields. The rooms check
   * the link's id.
   */
  static Optional<Handshake> handshake(String line) {
    List<String> words = List.of(line.strip().split("\\s+"));
    Matcher link = LINK.matcher(words.get(0));
    if (!link.matches()) {
      return Optional.empty();
    }
    Role role = link.group(1).equals("room") ? Role.PARTICIPANT : Role.WATCHER;
    return Optional.of(
            Handshake.of(role, link.group(2)).withSubprotocols(words.subList(1, words.size())))
        .filter(handshake -> handshake.malformedField().isEmpty());
  }

  /**
   * Returns the bytes of a frame with a final line feed. The messages of a frame are separate
   * lines.
   */
  static byte[] line(Encoded frame) {
    byte[] line = new byte[frame.size() + 1];
    frame.copyTo(line, 0);
    line[frame.size()] = '\n';
    return line;
  }
}
