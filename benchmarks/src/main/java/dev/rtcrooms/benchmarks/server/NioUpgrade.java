package dev.rtcrooms.benchmarks.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request with which a WebSocket begins (RFC 6455 §4.2.1); immutable.
 *
 * @param path the target of the request
 * @param answer the response that accepts it
 */
record NioUpgrade(String path, String answer) {

  /** The longest request that is read. */
  static final int MOST_BYTES = 8192;

  private static final String END = "\r\n\r\n";
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  /** The number of bytes of the request's head, or -1 if it has not all come. */
  static int length(ByteBuffer bytes) {
    int last = bytes.limit() - END.length();
    for (int at = bytes.position(); at <= last; at++) {
      if (bytes.get(at) == '\r'
          && bytes.get(at + 1) == '\n'
          && bytes.get(at + 2) == '\r'
          && bytes.get(at + 3) == '\n') {
        return at + END.length() - bytes.position();
      }
    }
    return -1;
  }

  /** Takes the head from the buffer; null if it asks for something else. */
  static @Nullable NioUpgrade read(ByteBuffer bytes, int length) {
    byte[] head = new byte[length];
    bytes.get(head);
    String[] lines = new String(head, ISO_8859_1).split("\r\n", -1);
    String[] request = lines[0].split(" ", -1);
    Map<String, String> headers = new HashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    String key = headers.get("sec-websocket-key");
    boolean asked =
        request.length == 3
            && request[0].equals("GET")
            && "websocket".equalsIgnoreCase(headers.get("upgrade"))
            && "13".equals(headers.get("sec-websocket-version"));
    return asked && key != null ? new NioUpgrade(request[1], answer(key)) : null;
  }

  private static String answer(String key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(ISO_8859_1));
      return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Accept: "
          + Base64.getEncoder().encodeToString(digest)
          + END;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Each JDK has SHA-1", e);
    }
  }
}
