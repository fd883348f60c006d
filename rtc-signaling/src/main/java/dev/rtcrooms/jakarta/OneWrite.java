package dev.rtcrooms.jakarta;

import dev.rtcrooms.spi.WriteListener;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells the hub once how a write ended, however often and on whatever threads the container tells
 * it: some call the handler and throw as well.
 */
final class OneWrite implements SendHandler {

  private final WriteListener listener;
  private final AtomicBoolean ended = new AtomicBoolean();

  OneWrite(WriteListener listener) {
    this.listener = listener;
  }

  @Override
  public void onResult(SendResult result) {
    if (!result.isOK()) {
      failed(result.getException());
    } else if (ended.compareAndSet(false, true)) {
      listener.written();
    }
  }

  void failed(Throwable cause) {
    if (ended.compareAndSet(false, true)) {
      listener.failed(cause);
    }
  }
}
