package dev.rtcrooms.spi;

/**
 * A {@link Past} fails with this when the room's past has been opened again elsewhere, usually by
 * another process that serves the same room by mistake. From then on the past stores nothing. The
 * hub sends none of the events, ends the room, and tells its clients to reconnect.
 */
public final class TakenOverException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * A past that was taken over.
   *
   * @param message for the log; contains neither the room's id nor any part of an event
   */
  public TakenOverException(String message) {
    super(message);
  }
}
