package dev.rtcrooms.sdp;

import java.util.ArrayList;
import java.util.List;

/** What an {@code m=} line says (RFC 8866 §5.14). */
record MediaLine(String kind, int port, String proto, List<String> formats) {

  private static final int MAX_PORT = 65_535;

  static MediaLine read(Cursor value) throws SdpException {
    String kind = value.token();
    value.space();
    int port = value.number(MAX_PORT);
    if (value.skip('/')) {
      // How many ports, for layered encodings; WebRTC has none.
      value.number(MAX_PORT);
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
