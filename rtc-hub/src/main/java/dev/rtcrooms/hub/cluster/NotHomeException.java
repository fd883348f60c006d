package dev.rtcrooms.hub.cluster;

/**
 * A room was not asked, because the node is not its home any more, or not yet. It is an exception
 * of its own, because features may refuse with any code.
 */
public final class NotHomeException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** A room that was not asked. */
  public NotHomeException() {
    super("Another node is the home of this room");
  }
}
