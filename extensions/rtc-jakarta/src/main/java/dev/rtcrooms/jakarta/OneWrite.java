package dev.rtcrooms.jakarta;

import dev.rtcrooms.transport.WriteListener;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;

/**
 * One write of a connection; any thread. It reports its end to the hub exactly once, although some
 * containers report it twice, by the handler and by an exception.
 */
final class OneWrite implements SendHandler, Send {

  private final JakartaConnection connection;
  private final String text;
  private final WriteListener listener;

  OneWrite(JakartaConnection connection, String text, WriteListener listener) {
    this.connection = connection;
    this.text = text;
    this.listener = listener;
  }

  @Override
  public String room() {
    return connection.room();
  }

  @Override
  public void sendAsync() {
    try {
      connection.send(text, this);
    } catch (Throwable e) {
      failed(e);
    }
  }

  @Override
  public void sendBlocking() {
    try {
      connection.sendBlocking(text);
      written();
    } catch (Throwable e) {
      failed(e);
    }
  }

  @Override
  public void isStuck() {
    connection.isStuck();
  }

  @Override
  public void onResult(SendResult result) {
    if (result.isOK()) {
      written();
    } else {
      failed(result.getException());
    }
  }

  private void written() {
    if (connection.ends(this)) {
      listener.written();
    }
  }

  void failed(Throwable cause) {
    if (connection.ends(this)) {
      listener.failed(cause);
    }
  }
}
