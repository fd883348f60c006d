package dev.rtcrooms.sdp;

import dev.rtcrooms.grammar.Decimal;
import java.util.ArrayList;
import java.util.List;

/** An {@code m=} line (RFC 8866 §5.14); any thread. */
record MediaLine(String kind, int port, String proto, List<String> formats) {

  static MediaLine read(Cursor value) throws SdpException {
    String kind = value.token();
    value.space();
    int port = value.number(Decimal.MAX_PORT);
    if (value.skip('/')) {
      // The number of ports, for layered encodings, which WebRTC does not use.
      value.number(Decimal.MAX_PORT);
    }
    value.space();
    String proto = proto(value);
    List<String> formats = new ArrayList<>();
    do {
      value.space();
      formats.add(value.token());
    } while (!value.isDone());
    return new MediaLine(kind, port, proto, List.copyOf(formats));
  }

  private static String proto(Cursor value) throws SdpException {
    StringBuilder proto = new StringBuilder(value.token());
    while (value.skip('/')) {
      proto.append('/').append(value.token());
    }
    return proto.toString();
  }
}
