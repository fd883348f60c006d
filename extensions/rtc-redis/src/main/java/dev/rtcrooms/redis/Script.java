package dev.rtcrooms.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The scripts that Redis runs, each one atomically; constants, any thread. */
enum Script {
  CLAIM,
  APPEND,
  REPLACE,
  SINCE,
  BEFORE,
  FORGET,
  TOUCH,
  FIND,
  KEEP,
  RELEASE,
  LEASE,
  LEAVE,
  NODES;

  private final String source;
  private final String digest;

  Script() {
    String file = name().toLowerCase(Locale.ROOT) + ".lua";
    try (InputStream in = Script.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("The script " + file + " is missing");
      }
      byte[] bytes = in.readAllBytes();
      source = new String(bytes, StandardCharsets.UTF_8);
      digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-1", e);
    }
  }

  /** The text, for EVAL. */
  String source() {
    return source;
  }

  /** The name under which Redis knows it once it has run, for EVALSHA. */
  String digest() {
    return digest;
  }

  /** The UTF-8 bytes of an argument. */
  static byte[] argument(Object value) {
    return value.toString().getBytes(StandardCharsets.UTF_8);
  }
}
