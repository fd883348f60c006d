package dev.rtcrooms.hub.cluster;

import dev.rtcrooms.Limits;
import dev.rtcrooms.hub.cluster.NodeMessage.Kind;
import dev.rtcrooms.hub.cluster.NodeMessage.Line;
import dev.rtcrooms.hub.membership.AdmittedUser;
import dev.rtcrooms.message.Delivery;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Ping;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.spi.cluster.Cluster;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Encoded;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Outgoing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Encodes messages of clients and rooms for other nodes, and decodes them; any thread. */
public final class Lines {

  private static final long NO_OFFSET = -1;

  private final Codec codec;
  private final Set<Class<?>> answeredWithData;

  /**
   * Lines of the codec of an engine.
   *
   * @param types the message types of the rooms between nodes
   * @param limits of the rooms; what one node has read, another must not find too long
   */
  public Lines(Cluster cluster, List<MessageType<?>> types, Limits limits) {
    answeredWithData =
        types.stream()
            .filter(type -> type.reply().isPresent())
            .map(MessageType::type)
            .collect(Collectors.toUnmodifiableSet());
    List<MessageType<?>> all = new ArrayList<>(types);
    all.add(Entering.TYPE);
    codec =
        cluster.codec(
            List.copyOf(all), limits.toBuilder().messageBytes(4 * limits.messageBytes()).build());
  }

  Codec codec() {
    return codec;
  }

  /** Tells whether a message is a command that may be answered with data. */
  boolean isAnsweredWithData(Inbound message) {
    return message instanceof Inbound.Accepted accepted
        && answeredWithData.contains(accepted.command().getClass());
  }

  Line of(Outgoing message) {
    return new Line(
        kind(message), message.offset().orElse(NO_OFFSET), bytes(message.encoded(codec)));
  }

  private static Kind kind(Outgoing message) {
    if (message.type() == Ping.TYPE) {
      return Kind.PING;
    }
    return message.type().delivery() == Delivery.LATEST ? Kind.LATEST : Kind.EVENT;
  }

  Outgoing outgoing(Line line) {
    return Outgoing.relayed(
        Encoded.ofUtf8(line.json()),
        codec,
        line.offset() == NO_OFFSET ? OptionalLong.empty() : OptionalLong.of(line.offset()),
        line.kind() == Kind.LATEST);
  }

  /** A command, or the refusal of a message that could not be read. */
  Line of(Inbound message) {
    if (message instanceof Inbound.Accepted accepted) {
      return new Line(
          Kind.COMMAND, NO_OFFSET, bytes(codec.encode(accepted.command(), accepted.ref())));
    }
    Inbound.Rejected rejected = (Inbound.Rejected) message;
    Refused refused = new Refused(rejected.ref(), rejected.refusal());
    return new Line(
        Kind.REFUSAL, NO_OFFSET, bytes(Outgoing.of(Refused.TYPE, refused).encoded(codec)));
  }

  List<Inbound> inbound(List<Line> lines) {
    List<Inbound> messages = new ArrayList<>(lines.size());
    for (Line line : lines) {
      if (line.kind() == Kind.COMMAND) {
        messages.addAll(codec.decodeCommands(new String(line.json(), StandardCharsets.UTF_8)));
      } else {
        Refused refused = (Refused) event(line);
        messages.add(new Inbound.Rejected(refused.ref(), refused.refusal()));
      }
    }
    return List.copyOf(messages);
  }

  /** A reply or a refusal. */
  Line of(Event answer) {
    return of(
        answer instanceof Refused refused
            ? Outgoing.of(Refused.TYPE, refused)
            : Outgoing.of(Replied.TYPE, (Replied) answer));
  }

  Event event(Line line) {
    String text = new String(line.json(), StandardCharsets.UTF_8);
    return codec.decodeEvents(text).get(0).event();
  }

  /**
   * A user that enters a room of another node.
   *
   * @param age the time since its handshake arrived, in nanoseconds
   */
  byte[] entrant(AdmittedUser user, long age) {
    return bytes(Outgoing.of(Entering.TYPE, new Entering(user, age)).encoded(codec));
  }

  Entering entering(byte[] entrant) {
    String text = new String(entrant, StandardCharsets.UTF_8);
    return (Entering) codec.decodeEvents(text).get(0).event();
  }

  private static byte[] bytes(Encoded encoded) {
    byte[] bytes = new byte[encoded.size()];
    encoded.copyTo(bytes, 0);
    return bytes;
  }
}
