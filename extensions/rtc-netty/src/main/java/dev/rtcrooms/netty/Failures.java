package dev.rtcrooms.netty;

import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import org.slf4j.Logger;

/** Logs why a connection failed; any thread. */
final class Failures {

  private Failures() {}

  /**
   * Logs a failure. Failures that a client or its network causes are logged by their class only:
   * messages of TLS failures contain what the client sent, with its keys and links.
   */
  static void log(Logger log, Throwable failure) {
    Throwable cause =
        failure instanceof DecoderException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof IOException) {
      log.debug("A connection failed: {}", cause.getClass().getName());
    } else {
      log.warn("A connection failed", cause);
    }
  }
}
