package dev.rtcrooms.testkit.contract;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Encoded;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Outgoing;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Knows chat messages as {@link RawPeer#command} writes them, without escapes. */
final class TinyCodec implements Codec {

  private static final Pattern SAY =
      Pattern.compile("\\{\"type\":\"say\",\"id\":\"-?\\d+\",\"text\":\"([^\"]*)\"}");

  @Override
  public String subprotocol() {
    return "rtc-rooms.v1";
  }

  @Override
  public Encoded encode(Outgoing message) {
    return Encoded.ofText(
        "{\"type\":\"said\",\"text\":\"" + ((Said) message.event()).text() + "\"}");
  }

  @Override
  public Encoded encode(Command command, @Nullable String ref) {
    throw new UnsupportedOperationException("Not a client");
  }

  @Override
  public List<Inbound> decodeCommands(CharSequence frame) {
    return frame.toString().lines().map(TinyCodec::decode).toList();
  }

  private static Inbound decode(String line) {
    Matcher text = SAY.matcher(line);
    return text.matches()
        ? new Inbound.Accepted(null, new Say(text.group(1)))
        : new Inbound.Rejected(null, Refusal.of(Refusal.MALFORMED, "No text"));
  }

  @Override
  public List<Outgoing> decodeEvents(String frame) {
    throw new UnsupportedOperationException("Not a client");
  }
}
